import { Injectable } from '@nestjs/common';
import { Transactions } from '#common/database/transactions.js';
import { uuidv7 } from '#common/database/uuid.js';
import { Timers } from '#common/messaging/timers.js';
import type { Bench } from '../core/reservations/bench.js';
import { type Quantity, sumQuantities } from '../core/reservations/end.js';
import { countedPieces, needsUsual } from '../core/reservations/plausible-use.js';
import type { Reservation } from '../core/reservations/reservation.js';
import { whereCounted } from '../demand/demand-recorder.js';
import { recentDays } from '../planning-exceptions/recent.js';

/** Where it was reported. */
export interface ReportedAt {
  repairOrderId: string;
  visitId: string;
  siteId: string;
  partsUsed: readonly Quantity[];
}

interface Uncounted {
  partId: string;
  reported: number;
  counted: number;
}

/** Fewer orders tell nothing about what is usual. */
const leastOrders = 3;
const dayMilliseconds = 86_400_000;

/** Keeps slips of the finger out of demand, and has planners told of them. */
@Injectable()
export class UseDoubts {
  constructor(
    private readonly transactions: Transactions,
    private readonly timers: Timers,
  ) {}

  /** What of a use counts as demand; `unbacked` of it was in no stock. Ask before it is booked: it is measured against the orders before. */
  async counted(bench: Bench, used: readonly Quantity[], unbacked: readonly Quantity[]): Promise<Quantity[]> {
    const missing = new Map(unbacked.map(({ partId, quantity }) => [partId, quantity]));
    const counted: Quantity[] = [];
    for (const { partId, quantity } of used) {
      const report = { reported: quantity, unbacked: missing.get(partId) ?? 0 };
      const usual = needsUsual(report) ? await this.usual(bench.chainOf(partId)) : undefined;
      counted.push({ partId, quantity: countedPieces({ ...report, usual }) });
    }
    return counted;
  }

  /** Writes down what does not count, of known parts and of those that no catalogue has, and where the rest of it does; the exceptions are looked at next. */
  async writeDown(
    bench: Bench,
    visit: ReportedAt,
    reservation: Reservation,
    counted: readonly Quantity[],
  ): Promise<void> {
    const location = bench.network.site(visit.siteId);
    const countedOf = new Map(counted.map(({ partId, quantity }) => [partId, quantity]));
    const rows = sumQuantities(visit.partsUsed)
      .map(({ partId, quantity }) => ({
        id: uuidv7(),
        ...{ partId, reported: quantity, counted: countedOf.get(partId) ?? 0 },
      }))
      .filter(({ reported, counted: pieces }) => pieces < reported);
    if (!location || rows.length === 0) return;
    const { repairOrderId, visitId } = visit;
    const demand = whereCounted(bench, reservation) ?? {
      locationId: location.id,
      day: bench.now.toISOString().slice(0, 10),
    };
    await this.transactions.manager.query(
      `INSERT INTO uncounted_use (id, visit_id, part_id, repair_order_id, location_id, reported, counted, at, demand_location_id, demand_day)
       SELECT id, $1, "partId", $2, $3, reported, counted, $4, $6, $7
       FROM json_to_recordset($5::json) AS row (id uuid, "partId" uuid, reported integer, counted integer) ON CONFLICT DO NOTHING`,
      [visitId, repairOrderId, location.id, bench.now, JSON.stringify(rows), demand.locationId, demand.day],
    );
    await this.haveLooked(bench, visitId, rows);
  }

  /** At once, and when the report is old: no review of the catalogue comes across a part that it does not have. */
  private async haveLooked({ now, chainOf }: Bench, visitId: string, rows: readonly Uncounted[]): Promise<void> {
    const partIds = rows.map(({ partId }) => partId);
    await this.timers.set('planning-exceptions-step', `use ${visitId}`, now, { partIds });
    const later = new Date(now.getTime() + (recentDays + 1) * dayMilliseconds);
    for (const partId of partIds.filter((id) => chainOf(id).length === 0))
      await this.timers.set('planning-exceptions-step', `unknown ${partId}`, later, { partIds: [partId] });
  }

  private async usual(chain: readonly string[]): Promise<number | undefined> {
    const [row] = await this.transactions.manager.query<[{ usual: number | null; orders: number }]>(usualPieces, [
      chain,
    ]);
    return row.usual !== null && row.orders >= leastOrders ? row.usual : undefined;
  }
}

/** $1 a part and its successors -> the median of what an order took, with the number of orders, among the newest ones. */
const usualPieces = `
  WITH taken AS (
    (SELECT repair_order_id, -quantity AS pieces FROM stock_movement
      WHERE part_id = ANY($1::uuid[]) AND kind = 'issue' AND repair_order_id IS NOT NULL ORDER BY id DESC LIMIT 1000)
    UNION ALL
    (SELECT repair_order_id, quantity FROM reservation_line
      WHERE part_id = ANY($1::uuid[]) AND state = 'unbacked' ORDER BY wanted_since DESC LIMIT 1000)
  ), one_order AS (SELECT sum(pieces) AS pieces FROM taken GROUP BY repair_order_id)
  SELECT percentile_disc(0.5) WITHIN GROUP (ORDER BY pieces)::integer AS usual, count(*)::integer AS orders FROM one_order`;
