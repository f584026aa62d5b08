import { Injectable } from '@nestjs/common';
import { selectRows, updateRow } from '#common/database/entity-rows.js';
import { Transactions } from '#common/database/transactions.js';
import { OfferUrgencyChanged } from '#common/events/offer-urgency-changed.js';
import { Outbox } from '#common/messaging/outbox.js';
import { Timers } from '#common/messaging/timers.js';
import { Clock } from '#common/runtime/clock.js';
import { hastenedDeadline } from '../core/offers/offer-deadline.js';
import { askedAtOnce } from '../core/offers/offer-rules.js';
import { MatchingService } from '../matching/matching.service.js';
import { NetworkService } from '../network/network.service.js';
import type { OrderInWork } from '../orders/order-in-work.js';
import type { RepairOrder } from '../orders/repair-order.entity.js';
import { DispatchSettings } from '../settings.js';
import { Offer } from './offer.entity.js';

/** What becomes of offers whose order has become more urgent. The order's row is locked by the caller, who saves it. */
@Injectable()
export class OfferUrgency {
  constructor(
    private readonly transactions: Transactions,
    private readonly outbox: Outbox,
    private readonly timers: Timers,
    private readonly clock: Clock,
    private readonly network: NetworkService,
    private readonly matching: MatchingService,
    private readonly settings: DispatchSettings,
  ) {}

  /** Tells the sites that think about the order. If it is an emergency now, they have as long as in any other, and more of them are asked. */
  async raise(work: OrderInWork, isEmergencyNow: boolean): Promise<void> {
    const { order } = work;
    const { manager } = this.transactions;
    const live = `repair_order_id = $1 AND status IN ('pending', 'countered') ORDER BY id FOR NO KEY UPDATE`;
    const offers = await selectRows(manager, Offer, live, [order.id]);
    for (const offer of offers) {
      offer.version += 1;
      if (isEmergencyNow && offer.status === 'pending') offer.deadline = this.hastened(offer.deadline);
      const { id, deadline, version } = offer;
      this.transactions.meanwhile(updateRow(manager, Offer, { id }, { deadline, version }));
      await this.timers.set('offer-deadline', id, deadline);
    }
    const now = this.clock.now();
    await this.outbox.publishAll(
      OfferUrgencyChanged,
      offers.map((offer) => changed(offer, order, now)),
    );
    if (!isEmergencyNow) return;
    const deadlines = offers.map(({ deadline }) => deadline.getTime());
    if (order.waitingFor === 'site' && deadlines.length > 0) order.waitingUntil = new Date(Math.max(...deadlines));
    const { offerRules } = await this.network.current(manager);
    const more = askedAtOnce(order, offerRules) - offers.length;
    if (more > 0) await this.matching.askMore(work, more);
  }

  /** The site that has accepted names technician and time as soon as in any other emergency. */
  async hastenAssignment({ order }: OrderInWork): Promise<void> {
    if (order.waitingFor !== 'site' || !order.waitingUntil) return;
    order.waitingUntil = this.hastened(order.waitingUntil);
    await this.timers.set('assign-due', order.id, order.waitingUntil);
  }

  private hastened(deadline: Date): Date {
    const { offerMinutes } = this.settings;
    return new Date(hastenedDeadline(deadline.getTime(), this.clock.now().getTime(), offerMinutes));
  }
}

const changed = (offer: Offer, { priority, emergency }: RepairOrder, now: Date): OfferUrgencyChanged => ({
  offerId: offer.id,
  repairOrderId: offer.repairOrderId,
  requestId: offer.requestId,
  siteId: offer.siteId,
  priority,
  emergency,
  deadline: offer.deadline.toISOString(),
  at: now.toISOString(),
  version: offer.version,
});
