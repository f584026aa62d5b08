import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Actor } from '#common/auth/actor.js';
import { insertUnlessThere, selectRows } from '#common/database/entity-rows.js';
import { Transactions } from '#common/database/transactions.js';
import { uuidv7 } from '#common/database/uuid.js';
import { invalid, notFound, Problem } from '#common/http/problems.js';
import { Timers } from '#common/messaging/timers.js';
import { Clock } from '#common/runtime/clock.js';
import type { Candidate } from '../core/matching/rank.js';
import { bestInWindow, bookableWindows, longestWindowMs } from '../core/matching/windows.js';
import { isHeld } from '../core/orders/held.js';
import { dayMs, minuteMs } from '../core/time/zones.js';
import { ExceptionsService } from '../matching/exceptions.service.js';
import { MatchingService } from '../matching/matching.service.js';
import { NetworkService } from '../network/network.service.js';
import { seeAll } from '../network/see-all.js';
import { AcceptanceService } from '../offers/acceptance.service.js';
import type { OrderInWork } from '../orders/order-in-work.js';
import { OrderLists } from '../orders/order-lists.service.js';
import { OrderWriter } from '../orders/order-writer.js';
import type { RepairOrder } from '../orders/repair-order.entity.js';
import type { VisitView } from '../visits/visit.dto.js';
import { VisitChanges } from '../visits/visit-changes.service.js';
import { VisitLists } from '../visits/visit-lists.service.js';
import { VisitMoves } from '../visits/visit-moves.service.js';
import type { HoldWindow, WindowHoldView, WindowsQuery, WindowView } from './window.dto.js';
import { WindowHold } from './window-hold.entity.js';

export const holdTimer = 'window-hold';

const holdMinutes = 10;
const mostDaysAhead = 15;
/** Somebody else may want the same technician in the same instant. */
const tries = 5;
/** Orders that wait for somebody, or that have a time which may be changed. */
const bookable = new Set(['ready', 'accepted', 'scheduled']);
const chosen = 'the customer chose this time';

/** Times that customers choose: what can be promised, kept for some minutes, then booked. */
@Injectable()
export class WindowsService {
  constructor(
    private readonly transactions: Transactions,
    private readonly timers: Timers,
    private readonly clock: Clock,
    private readonly network: NetworkService,
    private readonly orders: OrderLists,
    private readonly writer: OrderWriter,
    private readonly matching: MatchingService,
    private readonly exceptions: ExceptionsService,
    private readonly acceptance: AcceptanceService,
    private readonly changes: VisitChanges,
    private readonly moves: VisitMoves,
    private readonly visits: VisitLists,
  ) {}

  async list(orderId: string, { days = 7, minutes = 120 }: WindowsQuery, caller: Actor): Promise<WindowView[]> {
    return this.transactions.run(async (manager) => {
      const order = await this.orders.find(manager, orderId, caller);
      await seeAll(manager);
      refuseUnbookable(order);
      const world = await this.matching.world(order, await this.network.current(manager));
      const grid = { timeZone: order.timeZone, days, minutes };
      return bookableWindows(order, world, this.clock.now(), grid).map(({ fromMs, toMs, candidate, addedMinutes }) => ({
        from: new Date(fromMs).toISOString(),
        to: new Date(toMs).toISOString(),
        siteId: candidate.siteId,
        technicianId: candidate.technicianId,
        start: new Date(candidate.startMs).toISOString(),
        finish: new Date(candidate.finishMs).toISOString(),
        travelSeconds: candidate.travelSeconds,
        addedMinutes,
      }));
    });
  }

  async hold(orderId: string, window: HoldWindow, caller: Actor): Promise<WindowHoldView> {
    const wish = { fromMs: Date.parse(window.from), toMs: Date.parse(window.to) };
    this.refuseImpossible(wish);
    return this.transactions.run(async (manager) => {
      await this.orders.find(manager, orderId, caller);
      await seeAll(manager);
      const { order } = await this.writer.lock(manager, orderId);
      refuseUnbookable(order);
      await forget(manager, 'repair_order_id = $1', [orderId]);
      const network = await this.network.current(manager);
      for (let turn = 1; turn <= tries; turn += 1) {
        const now = this.clock.now();
        const best = bestInWindow(order, await this.matching.world(order, network), now, wish);
        if (!best) break;
        const hold = holdOf(order, best, wish, now);
        await forget(manager, 'technician_id = $1 AND expires_at <= $2', [best.technicianId, now]);
        if (!(await insertUnlessThere(manager, WindowHold, hold))) continue;
        await this.timers.set(holdTimer, hold.id, hold.expiresAt);
        return viewOf(hold);
      }
      throw new Problem('conflict', `nobody can come between ${window.from} and ${window.to}: list the windows again`);
    });
  }

  async book(holdId: string, caller: Actor): Promise<VisitView> {
    return this.transactions.run(async (manager) => {
      const found = await holdFor(manager, holdId, caller);
      await seeAll(manager);
      const work = await this.writer.lock(manager, found.repairOrderId);
      const [hold] = await selectRows(manager, WindowHold, 'id = $1 FOR UPDATE', [holdId]);
      if (!hold || hold.expiresAt <= this.clock.now())
        throw new Problem('hold-expired', `the time was kept until ${found.expiresAt.toISOString()}: hold it again`);
      refuseUnbookable(work.order);
      await this.drop(manager, hold);
      work.order.windows = [{ from: hold.windowFrom.toISOString(), to: hold.windowTo.toISOString() }];
      const visit = await (work.order.status === 'scheduled' ? this.move(work, hold) : this.schedule(work, hold));
      await this.writer.save(manager, work);
      return this.visits.view(await this.changes.lock(manager, visit));
    });
  }

  async release(holdId: string, caller: Actor): Promise<void> {
    await this.transactions.run(async (manager) => {
      const hold = await holdFor(manager, holdId, caller);
      await seeAll(manager);
      await this.drop(manager, hold);
      await this.exceptions.wakeForFreeTime(hold.technicianId);
    });
  }

  /** Nobody has made up his mind in time: others may have the technician. */
  async expire(holdId: string): Promise<void> {
    await this.transactions.run(async (manager) => {
      const [gone] = await forget(manager, 'id = $1', [holdId]);
      if (gone) await this.exceptions.wakeForFreeTime(gone.technician_id);
    });
  }

  private refuseImpossible({ fromMs, toMs }: { fromMs: number; toMs: number }): void {
    const nowMs = this.clock.now().getTime();
    if (toMs <= fromMs) throw invalid('to', 'must be after from');
    if (toMs - fromMs > longestWindowMs)
      throw invalid('to', 'is more than eight hours after from: choose a shorter window');
    if (fromMs <= nowMs) throw invalid('from', `is over; it is ${new Date(nowMs).toISOString()}`);
    if (fromMs > nowMs + mostDaysAhead * dayMs) throw invalid('from', `is more than ${mostDaysAhead} days ahead`);
  }

  private async drop(manager: EntityManager, { id }: WindowHold): Promise<void> {
    await forget(manager, 'id = $1', [id]);
    await this.timers.cancel(holdTimer, id);
  }

  /** Answers the id of the visit, here and below. */
  private async schedule(work: OrderInWork, hold: WindowHold): Promise<string> {
    const { order } = work;
    await this.timers.cancel(order.status === 'accepted' ? 'assign-due' : 'match', order.id);
    await this.acceptance.book(work, appointmentOf(hold), chosen);
    return order.visitId as string;
  }

  private async move(work: OrderInWork, hold: WindowHold): Promise<string> {
    const { manager } = this.transactions;
    const visit = await this.changes.lock(manager, work.order.visitId as string);
    if (visit.status !== 'planned')
      throw new Problem('illegal-transition', `the visit is ${visit.status}: only a planned one can be moved`);
    const { windowFrom, windowTo } = hold;
    await this.moves.move(work, visit, appointmentOf(hold), chosen, { windowFrom, windowTo });
    return visit.id;
  }
}

function refuseUnbookable(order: RepairOrder): void {
  const { number, status } = order;
  if (isHeld(order))
    throw new Problem(
      'illegal-transition',
      `repair order ${number} waits for the dispatcher: it was not safe to work there`,
    );
  if (bookable.has(status)) return;
  throw new Problem(
    'illegal-transition',
    `repair order ${number} is ${status}: a time can be chosen while it is ${[...bookable].join(', ')}`,
  );
}

function holdOf(
  order: RepairOrder,
  best: Candidate,
  { fromMs, toMs }: { fromMs: number; toMs: number },
  now: Date,
): WindowHold {
  const { siteId, technicianId, startMs, finishMs, day, travelSeconds, travelMetres } = best;
  return Object.assign(new WindowHold(), {
    id: uuidv7(),
    repairOrderId: order.id,
    siteId,
    technicianId,
    windowFrom: new Date(fromMs),
    windowTo: new Date(toMs),
    startAt: new Date(startMs),
    finishAt: new Date(finishMs),
    day,
    lon: order.lon,
    lat: order.lat,
    travelSeconds,
    travelMetres,
    expiresAt: new Date(now.getTime() + holdMinutes * minuteMs),
  });
}

const viewOf = (hold: WindowHold): WindowHoldView => ({
  id: hold.id,
  repairOrderId: hold.repairOrderId,
  siteId: hold.siteId,
  technicianId: hold.technicianId,
  from: hold.windowFrom.toISOString(),
  to: hold.windowTo.toISOString(),
  start: hold.startAt.toISOString(),
  finish: hold.finishAt.toISOString(),
  expiresAt: hold.expiresAt.toISOString(),
});

const appointmentOf = ({ siteId, technicianId, startAt, finishAt, day, travelSeconds, travelMetres }: WindowHold) => ({
  siteId,
  technicianId,
  startMs: startAt.getTime(),
  finishMs: finishAt.getTime(),
  day,
  travelSeconds,
  travelMetres,
});

/** The hold if the caller may see it; a site sees those of its own people. */
async function holdFor(manager: EntityManager, id: string, { siteId }: Actor): Promise<WindowHold> {
  const [hold] = await selectRows(manager, WindowHold, 'id = $1 AND ($2::uuid IS NULL OR site_id = $2::uuid)', [
    id,
    siteId ?? null,
  ]);
  if (!hold) throw notFound('held window', id);
  return hold;
}

/** Removes holds; their timers find nothing then. */
function forget(manager: EntityManager, where: string, values: unknown[]): Promise<{ technician_id: string }[]> {
  return manager
    .query<[{ technician_id: string }[], number]>(
      `DELETE FROM window_hold WHERE ${where} RETURNING technician_id`,
      values,
    )
    .then(([rows]) => rows);
}
