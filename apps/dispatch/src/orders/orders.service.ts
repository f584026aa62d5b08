import { Injectable } from '@nestjs/common';
import { Transactions } from '#common/database/transactions.js';
import type { RequestCancelled } from '#common/events/request-cancelled.js';
import type { RequestClosed } from '#common/events/request-closed.js';
import { RepairOrderCancelled } from '#common/events/repair-order-cancelled.js';
import { RepairOrderOpened } from '#common/events/repair-order-opened.js';
import type { VisitRequested } from '#common/events/visit-requested.js';
import { requireVersion } from '#common/http/caller.js';
import { Problem } from '#common/http/problems.js';
import { Outbox } from '#common/messaging/outbox.js';
import { Timers } from '#common/messaging/timers.js';
import { Clock } from '#common/runtime/clock.js';
import { isDispatchers, isHeld } from '../core/orders/held.js';
import { mayMove } from '../core/orders/order-states.js';
import { dayMs } from '../core/time/zones.js';
import { ExceptionsService } from '../matching/exceptions.service.js';
import { MatchingService } from '../matching/matching.service.js';
import { OfferWithdrawals } from '../offers/offer-withdrawals.service.js';
import { VisitCancellations } from '../visits/visit-cancellations.service.js';
import { OrderEndings } from './order-endings.service.js';
import { OrderInWork } from './order-in-work.js';
import { draftOf, opened } from './order-opening.js';
import { OrderUrgency } from './order-urgency.service.js';
import { OrderWriter } from './order-writer.js';
import { RepairOrder } from './repair-order.entity.js';

/** Opens, tries again, cancels and closes repair orders. */
@Injectable()
export class OrdersService {
  constructor(
    private readonly transactions: Transactions,
    private readonly outbox: Outbox,
    private readonly timers: Timers,
    private readonly clock: Clock,
    private readonly writer: OrderWriter,
    private readonly matching: MatchingService,
    private readonly exceptions: ExceptionsService,
    private readonly offers: OfferWithdrawals,
    private readonly visits: VisitCancellations,
    private readonly endings: OrderEndings,
    private readonly urgency: OrderUrgency,
  ) {}

  /**
   * Opens the order of a request and finds somebody for it at once. A repetition of the event changes nothing, but for what makes the order more
   * urgent.
   */
  async open(event: VisitRequested): Promise<void> {
    await this.transactions.run(async (manager) => {
      const { requestId, attempt } = event;
      const known = await manager.findOne(RepairOrder, { select: { id: true }, where: { requestId, attempt } });
      if (known) return this.urgency.hearAgain(known.id, event);
      const previous = event.previousOrderId ? await this.takeOver(event.previousOrderId, event) : null;
      const now = this.clock.now();
      const work = new OrderInWork(draftOf(event, previous, now), true);
      await this.outbox.publish(RepairOrderOpened, opened(work.order));
      work.move('ready', { for: 'dispatcher', until: now }, now);
      await this.matching.place(work);
      await this.writer.save(manager, work);
    });
  }

  /**
   * Tries an order again that found nobody, or puts it before the dispatcher again; does nothing when it has been placed meanwhile. An alarm of before the
   * dispatcher took it back, or before it was found unsafe, takes none of the time that he has; it may have been set in the place of the order's own, which
   * is set again.
   */
  async tryAgain(id: string, alarmAt: Date): Promise<void> {
    await this.transactions.run(async (manager) => {
      const work = await this.writer.lock(manager, id);
      const { status, waitingUntil } = work.order;
      if (status !== 'ready') return;
      if (isDispatchers(work.order) && waitingUntil && waitingUntil > alarmAt)
        return this.timers.set('match', id, waitingUntil);
      await (isHeld(work.order) ? this.exceptions.hold(work) : this.matching.place(work));
      await this.writer.save(manager, work);
    });
  }

  /** The dispatcher wants an order tried again now. */
  async matchNow(id: string, seen: number | undefined): Promise<RepairOrder> {
    return this.transactions.run(async (manager) => {
      const work = await this.writer.lock(manager, id);
      const { order } = work;
      if (order.status !== 'ready')
        throw new Problem(
          'illegal-transition',
          `repair order ${order.number} is ${order.status}: only one that is ready can be matched`,
        );
      requireVersion(order.version, seen);
      await this.timers.cancel('match', id);
      await this.matching.place(work);
      await this.writer.save(manager, work);
      return order;
    });
  }

  /** The dispatcher cancels. */
  async cancel(id: string, reason: string, seen: number | undefined): Promise<RepairOrder> {
    return this.transactions.run(async (manager) => {
      const work = await this.writer.lock(manager, id);
      if (!mayMove(work.order.status, 'cancelled')) {
        throw new Problem(
          'illegal-transition',
          `repair order ${work.order.number} is ${work.order.status} and can no longer be cancelled`,
        );
      }
      requireVersion(work.order.version, seen);
      await this.cancelNow(work, reason);
      await this.writer.save(manager, work);
      return work.order;
    });
  }

  /** The request ended without its visit: what has not begun is cancelled, what has begun is finished and then closed. */
  async requestCancelled({ requestId, reason }: RequestCancelled): Promise<void> {
    await this.endRequest(requestId, reason);
  }

  /** The customer is satisfied (or the desk waived it): the request's orders leave the books. */
  async requestClosed({ requestId, outcome }: RequestClosed): Promise<void> {
    await this.endRequest(requestId, `the request was closed: ${outcome}`);
  }

  private async endRequest(requestId: string, reason: string): Promise<void> {
    await this.transactions.run(async (manager) => {
      const orders = await manager.query<{ id: string }[]>(
        `SELECT id FROM repair_order WHERE request_id = $1 AND status NOT IN ('closed', 'cancelled') ORDER BY attempt`,
        [requestId],
      );
      for (const { id } of orders) {
        const work = await this.writer.lock(manager, id);
        await this.endOne(work, reason);
        await this.writer.save(manager, work);
      }
    });
  }

  private async endOne(work: OrderInWork, reason: string): Promise<void> {
    const { order } = work;
    order.requestEnded = true;
    if (mayMove(order.status, 'closed')) await this.endings.close(work, reason.slice(0, 500));
    else if (mayMove(order.status, 'cancelled')) await this.cancelNow(work, reason);
  }

  private async cancelNow(work: OrderInWork, reason: string): Promise<void> {
    const now = this.clock.now();
    const { order } = work;
    if (order.status === 'offered') await this.offers.withdrawLive(order.id, 'the order was cancelled');
    if (order.status === 'scheduled' || order.status === 'en_route')
      await this.visits.cancelLive(work, 'the order was cancelled');
    await this.timers.cancel(timerOf[order.status] ?? 'match', order.id);
    work.move('cancelled', { for: 'nobody', until: null }, now, reason.slice(0, 500));
    await this.outbox.publish(RepairOrderCancelled, {
      repairOrderId: order.id,
      requestId: order.requestId,
      reason: reason.slice(0, 500),
      cancelledAt: now.toISOString(),
      version: order.version,
    });
  }

  /** A new order follows one that did not satisfy: the old one waits with it for the customer's word. */
  private async takeOver(previousId: string, event: VisitRequested): Promise<RepairOrder | null> {
    const { manager } = this.transactions;
    const previous = await manager.findOneBy(RepairOrder, { id: previousId });
    if (previous && previous.status !== 'closed') {
      await manager.update(
        RepairOrder,
        { id: previousId },
        { waitingUntil: new Date(Date.parse(event.dueBy) + 7 * dayMs) },
      );
    }
    return previous;
  }
}

/** The alarm that an order in this status has set, beside those of its offers and visits. */
const timerOf: Partial<Record<string, string>> = { accepted: 'assign-due', waiting_parts: 'parts-due' };
