import { Injectable } from '@nestjs/common';
import { Transactions } from '#common/database/transactions.js';
import { Timers } from '#common/messaging/timers.js';
import { allocate } from '../core/reservations/allocate.js';
import { arrive } from '../core/reservations/arrive.js';
import { end } from '../core/reservations/end.js';
import { type Placement, hold } from '../core/reservations/hold.js';
import { type Need, need } from '../core/reservations/need.js';
import { newReservation } from '../core/reservations/open.js';
import { placement, settle } from '../core/reservations/outcome.js';
import { type Reservation, queueOrder } from '../core/reservations/reservation.js';
import { moreUrgent, type Priority } from '#common/events/lists.js';
import { InventorySettings } from '../settings.js';
import { DemandRecorder } from '../demand/demand-recorder.js';
import { type OpenBook, ReservationBook } from './reservation-book.js';
import { ReservationNews } from './reservation-news.js';

interface Order {
  repairOrderId: string;
  requestId: string;
}

/** Holds, moves and gives back parts for repair orders: each method is one use case and may be repeated without further effect. */
@Injectable()
export class ReservationsService {
  constructor(
    private readonly transactions: Transactions,
    private readonly book: ReservationBook,
    private readonly news: ReservationNews,
    private readonly demand: DemandRecorder,
    private readonly timers: Timers,
    private readonly settings: InventorySettings,
  ) {}

  /** An order is offered or booked: hold its likely parts, or move the hold to where the work is done. */
  async hold(order: Order, place: Placement, priority?: Priority): Promise<void> {
    const { holdFromProbability } = this.settings;
    // Stock of what is not likely enough to be held need not be read.
    const likely = place.likelyParts.filter(({ probability }) => probability >= holdFromProbability);
    const partIds = likely.map(({ partId }) => partId);
    await this.change(order, { ...place, partIds }, ({ bench }, reservation) => {
      if (priority) reservation.priority = moreUrgent(reservation.priority, priority);
      hold(bench, reservation, place, holdFromProbability);
    });
  }

  /** A technician has named the parts that the order needs. */
  async need(order: Order, told: Need): Promise<void> {
    const { siteId, technicianId, lines } = told;
    const wanted = { siteId, technicianId, partIds: lines.map(({ partId }) => partId) };
    await this.change(order, wanted, ({ bench }, reservation) => need(bench, reservation, told), true);
  }

  /** The order will not be done: give everything back. Also remembered for an order that was never heard of. */
  async cancel(order: Order, reason: string): Promise<void> {
    await this.transactions.run(async () => {
      const open = await this.book.openOrder(order.repairOrderId);
      await this.release(open, order, reason);
    });
  }

  async cancelRequest(requestId: string, reason: string): Promise<void> {
    await this.transactions.run(async (manager) => {
      const orders = await manager.query<{ repairOrderId: string }[]>(
        `SELECT repair_order_id AS "repairOrderId" FROM reservation WHERE request_id = $1 AND ended_at IS NULL`,
        [requestId],
      );
      for (const { repairOrderId } of orders) await this.cancel({ repairOrderId, requestId }, reason);
    });
  }

  async setPriority(order: Order, priority: Priority): Promise<void> {
    await this.change(order, {}, (_, reservation) => {
      reservation.priority = priority;
    });
  }

  /** An open order has become more urgent: it is served before others from now on. An offer may have told it before. */
  async raise(order: Order, priority: Priority): Promise<void> {
    await this.change(order, {}, (_, reservation) => {
      reservation.priority = moreUrgent(reservation.priority, priority);
    });
  }

  /** Stock of a part has come: those who wait for it are served, the urgent first, then in order of asking. */
  async fill(partId: string): Promise<void> {
    await this.transactions.run(async (manager) => {
      const waiting = await manager.query<{ repairOrderId: string }[]>(
        `SELECT DISTINCT repair_order_id AS "repairOrderId" FROM reservation_line WHERE state = 'short' AND wanted_part_id = $1`,
        [partId],
      );
      if (waiting.length === 0) return;
      const open = await this.book.open({ repairOrderIds: waiting.map(({ repairOrderId }) => repairOrderId) });
      const before = new Map([...open.reservations.values()].map((row) => [row, placement(row)]));
      const queue = [...open.reservations.values()].sort(queueOrder);
      for (const reservation of queue) allocate(open.bench, reservation);
      const changed = queue.filter((reservation) => placement(reservation) !== before.get(reservation));
      await this.keep(open, changed);
    });
  }

  /** The time at which short parts were expected: if they have not come, say when they will. */
  async remind(repairOrderId: string, alarmAt: Date): Promise<void> {
    await this.transactions.run(async () => {
      const open = await this.book.open({ repairOrderIds: [repairOrderId], alarmAt });
      const reservation = open.reservations.get(repairOrderId);
      const previous = reservation?.expectedAt;
      if (!reservation || !previous || previous.getTime() > open.bench.now.getTime()) return;
      allocate(open.bench, reservation);
      await this.keep(open, [reservation], false);
      if (reservation.status === 'held') return this.news.placed(open.bench, reservation);
      await this.news.delayed(reservation, previous, 'the parts have not come yet');
    });
  }

  /** A delivery of the part comes later or sooner than was said: so do the orders that wait for it. */
  async expectAnew(partId: string, reason: string): Promise<void> {
    await this.transactions.run(async (manager) => {
      const waiting = await manager.query<{ repairOrderId: string }[]>(waitingFor, [partId]);
      if (waiting.length === 0) return;
      const open = await this.book.open({ repairOrderIds: waiting.map(({ repairOrderId }) => repairOrderId) });
      const said = new Map([...open.reservations.values()].map((row) => [row, row.expectedAt]));
      const before = new Map([...said.keys()].map((row) => [row, placement(row)]));
      for (const reservation of [...said.keys()].sort(queueOrder)) {
        for (const line of reservation.lines) if (line.state === 'short') line.expectedAt = null;
        allocate(open.bench, reservation);
      }
      const changed = [...said.keys()].filter((reservation) => placement(reservation) !== before.get(reservation));
      await this.keep(open, changed, false);
      for (const reservation of changed) {
        const previous = said.get(reservation);
        const isLater = previous && reservation.expectedAt && reservation.expectedAt > previous;
        if (isLater) await this.news.delayed(reservation, previous, reason);
        else await this.news.placed(open.bench, reservation);
      }
    });
  }

  /** A transfer is due: its pieces are at the destination now. */
  async arrived(transferId: string, repairOrderId: string, alarmAt: Date): Promise<void> {
    await this.transactions.run(async () => {
      const open = await this.book.open({ repairOrderIds: [repairOrderId], alarmAt });
      const transfer = open.bench.transfers.get(transferId);
      const reservation = open.reservations.get(repairOrderId);
      if (!transfer || !reservation || transfer.eta.getTime() > open.bench.now.getTime()) return;
      arrive(open.bench, transfer, reservation.lines, transfer.eta);
      settle(reservation);
      await this.book.save(open, [reservation]);
    });
  }

  /** Loads an order that has not ended (or any), changes it, writes it and tells what is different, or all of it if the step says so. */
  private async change(
    order: Order,
    wanted: { siteId?: string; technicianId?: string | null; partIds?: readonly string[] },
    step: (open: OpenBook, reservation: Reservation) => boolean | void,
    evenEnded = false,
  ): Promise<void> {
    await this.transactions.run(async () => {
      const { repairOrderId } = order;
      const open = await this.book.openOrder(repairOrderId, wanted);
      const reservation = open.reservations.get(repairOrderId) ?? newReservation(repairOrderId, order.requestId);
      if (reservation.endedAt && !evenEnded) return;
      const before = placement(reservation);
      const mustTell = step(open, reservation) === true;
      await this.keep(open, [reservation], mustTell || placement(reservation) !== before);
    });
  }

  private async release(open: OpenBook, order: Order, reason: string): Promise<void> {
    const { repairOrderId, requestId } = order;
    const reservation = open.reservations.get(repairOrderId) ?? newReservation(repairOrderId, requestId);
    if (reservation.endedAt) return;
    const { returned, lost } = end(open.bench, reservation);
    await this.keep(open, [reservation], false);
    await this.demand.record(open.bench, reservation, [], lost);
    if (returned.length > 0) await this.news.released(reservation, returned, reason);
  }

  private async keep(open: OpenBook, reservations: readonly Reservation[], tell = true): Promise<void> {
    for (const reservation of reservations) settle(reservation);
    await this.book.save(open, reservations);
    for (const transfer of open.bench.transfers.values()) {
      if (transfer === open.transfersBefore.get(transfer.id) || transfer.status === 'arrived') continue;
      await this.timers.set('transfer-arrival', transfer.id, transfer.eta, { repairOrderId: transfer.repairOrderId });
    }
    for (const reservation of reservations)
      if (reservation.status === 'short') await this.chase(reservation, open.bench.now, tell);
    if (tell) for (const reservation of reservations) await this.news.placed(open.bench, reservation);
  }

  /** A shortage is looked at when its parts should have come and, if it is new, ordered without waiting for the daily review. */
  private async chase({ repairOrderId, expectedAt, lines }: Reservation, now: Date, isNew: boolean): Promise<void> {
    if (expectedAt) await this.timers.set('reservation-expected', repairOrderId, expectedAt);
    if (!isNew) return;
    const wanted = new Set(lines.filter(({ state }) => state === 'short').map(({ wantedPartId }) => wantedPartId));
    for (const partId of wanted) {
      await this.timers.set('stock-review-step', partId, now, { partIds: [partId], withDemand: false });
    }
  }
}

/** $1 part -> orders that are short of it, or of a part that it replaces. */
const waitingFor = `
  WITH RECURSIVE served AS (
    SELECT $1::uuid AS id, 0 AS depth
    UNION ALL SELECT part.id, depth + 1 FROM part JOIN served ON part.superseded_by_part_id = served.id WHERE depth < 8
  )
  SELECT DISTINCT repair_order_id AS "repairOrderId" FROM reservation_line WHERE state = 'short' AND wanted_part_id IN (SELECT id FROM served)`;
