import { Injectable } from '@nestjs/common';
import { type Closing, Transactions } from '#common/database/transactions.js';
import type { PartChanged } from '#common/events/part-changed.js';
import type { ReservationDelayed } from '#common/events/reservation-delayed.js';
import type { ReservationHeld } from '#common/events/reservation-held.js';
import type { ReservationShort } from '#common/events/reservation-short.js';
import type { StockLevelChanged } from '#common/events/stock-level-changed.js';
import { Timers } from '#common/messaging/timers.js';
import { Clock } from '#common/runtime/clock.js';
import { coversNeed, waitForShortParts } from '../core/orders/parts-wait.js';
import { dayMs } from '../core/time/zones.js';
import { MatchingService } from '../matching/matching.service.js';
import { NetworkService } from '../network/network.service.js';
import type { OrderInWork } from '../orders/order-in-work.js';
import { OrderWriter } from '../orders/order-writer.js';
import { RepairOrder } from '../orders/repair-order.entity.js';
import { VisitChanges } from '../visits/visit-changes.service.js';
import { VisitMoves } from '../visits/visit-moves.service.js';

/** The reason of a visit's move that others look for. */
export const partsComeLater = 'the parts come later';

/** What inventory says about the parts of orders, and what follows for their visits. */
@Injectable()
export class PartsService {
  constructor(
    private readonly transactions: Transactions,
    private readonly timers: Timers,
    private readonly clock: Clock,
    private readonly writer: OrderWriter,
    private readonly matching: MatchingService,
    private readonly network: NetworkService,
    private readonly changes: VisitChanges,
    private readonly moves: VisitMoves,
  ) {}

  async held({ repairOrderId, version, availableAt, lines }: ReservationHeld): Promise<void> {
    await this.onNews(repairOrderId, version, async (work) => {
      const at = new Date(availableAt);
      work.order.partsAvailableAt = at;
      work.order.partsHeld = lines.map(({ partId, quantity, locationId }) => ({ partId, quantity, locationId }));
      if (work.order.status !== 'waiting_parts') await this.keepVisitAfter(work, at);
      else if (coversNeed(work.order.partsNeeded, lines)) await this.bookNextVisit(work);
    });
  }

  async short({ repairOrderId, version, short, expectedAt }: ReservationShort): Promise<void> {
    await this.onNews(repairOrderId, version, async (work) => {
      const { order } = work;
      const now = this.clock.now();
      order.partsHeld = [];
      if (order.status === 'waiting_parts') {
        const until = new Date(Math.max(expectedAt ? Date.parse(expectedAt) : 0, now.getTime() + dayMs));
        Object.assign(order, { partsAvailableAt: null, waitingFor: 'inventory', waitingUntil: until });
        await this.timers.set('parts-due', order.id, until);
        return;
      }
      order.partsAvailableAt = waitForShortParts(order.likelyParts, short, now);
      if (order.partsAvailableAt) await this.keepVisitAfter(work, order.partsAvailableAt);
    });
  }

  async delayed({ repairOrderId, version, availableAt }: ReservationDelayed): Promise<void> {
    await this.onNews(repairOrderId, version, async (work) => {
      const { order } = work;
      const at = new Date(availableAt);
      if (order.status === 'waiting_parts') {
        order.waitingUntil = at;
        await this.timers.set('parts-due', order.id, at);
        return;
      }
      order.partsAvailableAt = at;
      await this.keepVisitAfter(work, at);
    });
  }

  /**
   * The parts of an order should be here by now. With a hold the visit is booked; without one the dispatcher is asked, every day. An alarm of before they
   * were known to come later does nothing but make sure that there is one of that time.
   */
  async due(orderId: string, alarmAt: Date): Promise<void> {
    await this.transactions.run(async (manager) => {
      const work = await this.writer.lock(manager, orderId);
      const { order } = work;
      if (order.status !== 'waiting_parts') return;
      if (order.waitingUntil && order.waitingUntil > alarmAt)
        return this.timers.set('parts-due', orderId, order.waitingUntil);
      if (order.partsAvailableAt) await this.bookNextVisit(work);
      else {
        const until = new Date(this.clock.now().getTime() + dayMs);
        Object.assign(order, { waitingFor: 'dispatcher', waitingUntil: until });
        await this.timers.set('parts-due', order.id, until);
      }
      await this.writer.save(manager, work);
    });
  }

  /** Keeps what is available at sites and in vans; other places say nothing about parts at hand. */
  async stockChanged(event: StockLevelChanged): Promise<void> {
    const { locationKind } = event;
    if (locationKind !== 'site' && locationKind !== 'van') return;
    await this.transactions.run(async () => this.transactions.keepForCommit(this, event, keepAvailable));
  }

  /** Keeps what takes a part's place: whoever has that one at hand can do the repair too. */
  async partChanged({ partId, supersededByPartId, version }: PartChanged): Promise<void> {
    await this.transactions.run(async (manager) => {
      await manager.query(
        `INSERT INTO part_successor (part_id, successor_id, version) VALUES ($1, $2, $3)
         ON CONFLICT (part_id) DO UPDATE SET successor_id = excluded.successor_id, version = excluded.version
         WHERE part_successor.version < excluded.version`,
        [partId, supersededByPartId ?? null, version],
      );
    });
  }

  private async onNews(orderId: string, version: number, change: (work: OrderInWork) => Promise<void>): Promise<void> {
    await this.transactions.run(async (manager) => {
      if (!(await manager.existsBy(RepairOrder, { id: orderId }))) return; // not an order of ours
      const work = await this.writer.lock(manager, orderId);
      if (work.order.reservationVersion >= version) return; // older news, or the same again
      work.order.reservationVersion = version;
      await change(work);
      await this.writer.save(manager, work);
    });
  }

  private async bookNextVisit(work: OrderInWork): Promise<void> {
    const { order } = work;
    const now = this.clock.now();
    const since = order.waitingPartsSince ?? now;
    const there = Math.max(now.getTime(), order.partsAvailableAt?.getTime() ?? 0);
    order.waitedForPartsSeconds += Math.round((there - since.getTime()) / 1000);
    order.waitingPartsSince = null;
    await this.timers.cancel('parts-due', order.id);
    if (await this.matching.bookAtKeptSite(work, 'the parts are held')) return;
    work.move('ready', { for: 'dispatcher', until: now }, now, 'the parts are held');
    await this.matching.place(work);
  }

  /** A planned visit must not begin before its parts are there: it moves to the site's next gap after them, if there is one. */
  private async keepVisitAfter(work: OrderInWork, partsAt: Date): Promise<void> {
    const { order } = work;
    if (order.status !== 'scheduled' || order.visitId === null) return;
    const { manager } = this.transactions;
    const visit = await this.changes.lock(manager, order.visitId);
    if (visit.status !== 'planned' || visit.startAt >= partsAt) return;
    order.preferredTechnicianId = visit.technicianId;
    const { candidates } = await this.matching.rank(order, await this.network.current(manager));
    const next = candidates.find(({ technicianId }) => technicianId === visit.technicianId) ?? candidates[0];
    if (next) await this.moves.move(work, visit, next, partsComeLater);
  }
}

/** The newest of each level, in one statement and in one order of rows. */
function keepAvailable(events: readonly StockLevelChanged[]): Closing[] {
  const newest = new Map<string, StockLevelChanged>();
  for (const event of events) {
    const { version = 0 } = newest.get(event.stockLevelId) ?? {};
    if (event.version > version) newest.set(event.stockLevelId, event);
  }
  const rows = [...newest.values()].toSorted((a, b) => (a.stockLevelId < b.stockLevelId ? -1 : 1));
  const values = [
    rows.map(({ stockLevelId }) => stockLevelId),
    rows.map(({ partId }) => partId),
    rows.map(({ siteId }) => siteId ?? null),
    rows.map(({ locationKind, technicianId }) => (locationKind === 'van' ? (technicianId ?? null) : null)),
    rows.map(({ available }) => available),
    rows.map(({ version }) => version),
  ];
  return [{ statement: { text: keepLevels, values } }];
}

const keepLevels = `
  INSERT INTO part_stock (stock_level_id, part_id, site_id, technician_id, available, version)
  SELECT * FROM unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::uuid[], $5::integer[], $6::integer[])
  ON CONFLICT (stock_level_id) DO UPDATE SET available = excluded.available, version = excluded.version
  WHERE part_stock.version < excluded.version`;
