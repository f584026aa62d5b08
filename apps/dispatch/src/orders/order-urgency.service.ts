import { Injectable } from '@nestjs/common';
import { Transactions } from '#common/database/transactions.js';
import type { RequestDueChanged } from '#common/events/request-due-changed.js';
import type { VisitRequested } from '#common/events/visit-requested.js';
import { Timers } from '#common/messaging/timers.js';
import { isHeld } from '../core/orders/held.js';
import { isOver } from '../core/orders/order-states.js';
import { raisedBy } from '../core/orders/raised.js';
import { MatchingService } from '../matching/matching.service.js';
import { OfferUrgency } from '../offers/offer-urgency.service.js';
import { OrderWriter } from './order-writer.js';

/** Orders that become more urgent after they were opened, or are due later. */
@Injectable()
export class OrderUrgency {
  constructor(
    private readonly transactions: Transactions,
    private readonly timers: Timers,
    private readonly writer: OrderWriter,
    private readonly matching: MatchingService,
    private readonly offers: OfferUrgency,
  ) {}

  /** The wish for a visit was heard again: an order that waits for somebody is tried at once, sites that think about one are told. */
  async hearAgain(id: string, event: VisitRequested): Promise<void> {
    const { manager } = this.transactions;
    const work = await this.writer.lock(manager, id);
    const { order } = work;
    const raised = raisedBy(event, order);
    if (!raised) return;
    const isEmergencyNow = raised.emergency && !order.emergency;
    Object.assign(order, raised);
    if (!work.urgencyChanged) order.version += 1; // windows alone
    else if (order.status === 'offered') await this.offers.raise(work, isEmergencyNow);
    else if (order.status === 'accepted' && isEmergencyNow) await this.offers.hastenAssignment(work);
    if (order.status === 'ready' && !isHeld(order)) {
      await this.timers.cancel('match', id);
      await this.matching.place(work);
    }
    await this.writer.save(manager, work);
  }

  /** The clock of a request was stopped or goes on: the order that serves it now goes by it. One that has ended keeps what was promised then. */
  async dueChanged({ requestId, dueBy, paused }: RequestDueChanged): Promise<void> {
    await this.transactions.run(async (manager) => {
      const [last] = await manager.query<{ id: string }[]>(
        `SELECT id FROM repair_order WHERE request_id = $1 ORDER BY attempt DESC LIMIT 1`,
        [requestId],
      );
      if (!last) return;
      const work = await this.writer.lock(manager, last.id);
      if (isOver(work.order.status)) return;
      Object.assign(work.order, { dueBy: new Date(dueBy), duePaused: paused });
      if (work.urgencyChanged) await this.writer.save(manager, work);
    });
  }
}
