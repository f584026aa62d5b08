import { Injectable } from '@nestjs/common';
import { Transactions } from '#common/database/transactions.js';
import { uuidv7 } from '#common/database/uuid.js';
import { learnLeadTime } from '../core/planning/learn-lead-time.js';
import { type Lane, Network, type Location, day } from '../core/stock/network.js';

interface Delivery {
  id: string;
  partId: string;
  fromLocationId: string | null;
  toLocationId: string;
  orderedAt: Date;
}

interface LaneRow {
  id: string;
  meanDays: number;
  deviationDays: number;
  samples: number;
}

/** How long deliveries take, lane by lane, with their history. */
@Injectable()
export class LeadTimesService {
  constructor(private readonly transactions: Transactions) {}

  /** The whole network with the lanes that some parts use. */
  async network(partIds: readonly string[]): Promise<Network> {
    const { locations, lanes } = await this.lanesOf(partIds);
    return new Network(locations, lanes);
  }

  /** What the network of some parts is made of. */
  async lanesOf(partIds: readonly string[]): Promise<{ locations: Location[]; lanes: Lane[] }> {
    const { manager } = this.transactions;
    const locations = await manager.query<Location[]>(
      `SELECT id, kind, site_id AS "siteId", technician_id AS "technicianId", supplied_from_id AS "suppliedFromId", lon, lat FROM stock_location`,
    );
    const lanes = await manager.query<Lane[]>(
      `SELECT part_id AS "partId", from_location_id AS "fromLocationId", to_location_id AS "toLocationId", mean_days AS "meanDays",
         deviation_days AS "deviationDays" FROM lead_time_lane WHERE part_id IS NULL OR part_id = ANY($1)`,
      [partIds],
    );
    return { locations, lanes };
  }

  /** A delivery is complete: its lane knows better from now on. A lane that was only guessed is not learned from. */
  async learn({ id, partId, fromLocationId, toLocationId, orderedAt }: Delivery, receivedAt: Date): Promise<void> {
    const { manager } = this.transactions;
    const [lane] = await manager.query<LaneRow[]>(
      `SELECT id, mean_days AS "meanDays", deviation_days AS "deviationDays", samples FROM lead_time_lane
       WHERE to_location_id = $3 AND from_location_id IS NOT DISTINCT FROM $2::uuid AND (part_id = $1 OR part_id IS NULL)
       ORDER BY part_id NULLS LAST LIMIT 1 FOR UPDATE`,
      [partId, fromLocationId, toLocationId],
    );
    if (!lane) return;
    const days = (receivedAt.getTime() - orderedAt.getTime()) / day;
    const learned = learnLeadTime(lane, days);
    await manager.query(
      `WITH sample AS (
         INSERT INTO lead_time_sample (id, lane_id, part_id, replenishment_order_id, ordered_at, received_at, days)
         VALUES ($1, $2, $3, $4, $5, $6, $7)
       )
       UPDATE lead_time_lane SET mean_days = $8, deviation_days = $9, samples = $10 WHERE id = $2`,
      [
        uuidv7(),
        lane.id,
        partId,
        id,
        orderedAt,
        receivedAt,
        days,
        learned.meanDays,
        learned.deviationDays,
        learned.samples,
      ],
    );
  }
}
