import { Injectable } from '@nestjs/common';
import { prepared } from '#common/database/prepared.js';
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

  /** Deliveries are complete: their lanes know better from now on. A lane that was only guessed is not learned from. */
  async learn(deliveries: readonly Delivery[], receivedAt: Date): Promise<void> {
    if (deliveries.length === 0) return;
    const { manager } = this.transactions;
    const found = await prepared<LaneRow & { deliveryId: string }>(manager, lanesOfDeliveries, [
      deliveries.map(({ id }) => id),
      deliveries.map(({ partId }) => partId),
      deliveries.map(({ fromLocationId }) => fromLocationId),
      deliveries.map(({ toLocationId }) => toLocationId),
    ]);
    const laneOf = new Map(found.map(({ deliveryId, id }) => [deliveryId, id]));
    const lanes = new Map(
      found.map(({ id, meanDays, deviationDays, samples }) => [id, { id, meanDays, deviationDays, samples }]),
    );
    const samples = deliveries.flatMap(({ id, partId, orderedAt }) => {
      const lane = lanes.get(laneOf.get(id) ?? '');
      if (!lane) return [];
      const days = (receivedAt.getTime() - orderedAt.getTime()) / day;
      Object.assign(lane, learnLeadTime(lane, days));
      return [
        { id: uuidv7(), lane_id: lane.id, part_id: partId, replenishment_order_id: id, ordered_at: orderedAt, days },
      ];
    });
    if (samples.length === 0) return;
    await prepared(manager, saveLearned, [JSON.stringify(samples), receivedAt, JSON.stringify([...lanes.values()])]);
  }
}

/** Each delivery's lane: the part's own, or that of all parts; held in one order, so that two transactions do not hold them crosswise. */
const lanesOfDeliveries = `
  WITH chosen AS MATERIALIZED (
    SELECT delivery.id AS delivery_id, lane.id FROM unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::uuid[]) AS delivery (id, part_id, from_id, to_id)
    CROSS JOIN LATERAL (
      SELECT id FROM lead_time_lane
      WHERE to_location_id = to_id AND from_location_id IS NOT DISTINCT FROM from_id AND (lead_time_lane.part_id = delivery.part_id OR lead_time_lane.part_id IS NULL)
      ORDER BY lead_time_lane.part_id NULLS LAST LIMIT 1
    ) AS lane
  ), held AS MATERIALIZED (
    SELECT id, mean_days, deviation_days, samples FROM lead_time_lane WHERE id IN (SELECT id FROM chosen) ORDER BY id FOR UPDATE
  )
  SELECT delivery_id AS "deliveryId", held.id, mean_days AS "meanDays", deviation_days AS "deviationDays", samples FROM chosen JOIN held USING (id)`;

const saveLearned = `
  WITH sample AS (
    INSERT INTO lead_time_sample (id, lane_id, part_id, replenishment_order_id, ordered_at, received_at, days)
    SELECT id, lane_id, part_id, replenishment_order_id, ordered_at, $2, days FROM json_to_recordset($1)
      AS sample (id uuid, lane_id uuid, part_id uuid, replenishment_order_id uuid, ordered_at timestamptz, days double precision)
  )
  UPDATE lead_time_lane AS lane SET mean_days = learned."meanDays", deviation_days = learned."deviationDays", samples = learned.samples
  FROM json_to_recordset($3) AS learned (id uuid, "meanDays" double precision, "deviationDays" double precision, samples integer)
  WHERE lane.id = learned.id`;
