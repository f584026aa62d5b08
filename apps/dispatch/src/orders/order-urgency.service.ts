import { Injectable } from '@nestjs/common';
import { Transactions } from '#common/database/transactions.js';
import type { VisitRequested } from '#common/events/visit-requested.js';
import { Timers } from '#common/messaging/timers.js';
import { isHeld } from '../core/orders/held.js';
import { raisedBy } from '../core/orders/raised.js';
import { MatchingService } from '../matching/matching.service.js';
import { OfferUrgency } from '../offers/offer-urgency.service.js';
import { OrderWriter } from './order-writer.js';

/** Orders that become more urgent after they were opened. */
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
}
