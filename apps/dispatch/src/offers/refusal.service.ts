import { Injectable } from '@nestjs/common';
import { Transactions } from '#common/database/transactions.js';
import { OfferExpired } from '#common/events/offer-expired.js';
import { OfferWithdrawn } from '#common/events/offer-withdrawn.js';
import { Outbox } from '#common/messaging/outbox.js';
import { Clock } from '#common/runtime/clock.js';
import { notAgainBefore } from '../core/matching/rules.js';
import { takesOrders } from '../core/sites/site-states.js';
import { MatchingService } from '../matching/matching.service.js';
import { NetworkService } from '../network/network.service.js';
import type { OrderInWork } from '../orders/order-in-work.js';
import { Offer } from './offer.entity.js';

/** What follows when a site does not take an order: the next candidate. */
@Injectable()
export class RefusalService {
  constructor(
    private readonly transactions: Transactions,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
    private readonly network: NetworkService,
    private readonly matching: MatchingService,
  ) {}

  /** Places the order anew once no other site is still thinking about it. */
  async next(work: OrderInWork, reason: string): Promise<void> {
    const live = await this.transactions.manager.query<{ site_id: string; deadline: Date }[]>(
      `SELECT site_id, deadline FROM offer WHERE repair_order_id = $1 AND status IN ('pending', 'countered') ORDER BY deadline DESC`,
      [work.order.id],
    );
    if (live[0]) {
      work.order.offeredTo = live.map(({ site_id: siteId }) => siteId);
      work.order.waitingUntil = live[0].deadline;
      return;
    }
    const now = this.clock.now();
    work.move('ready', { for: 'dispatcher', until: now }, now, reason);
    await this.matching.place(work);
  }

  /** The deadline passed without an answer; an offer to a site that takes no orders any more counts as withdrawn. */
  async expire(work: OrderInWork, offer: Offer): Promise<void> {
    const { manager } = this.transactions;
    const now = this.clock.now();
    const network = await this.network.current(manager);
    const active = takesOrders(network.site(offer.siteId)?.status ?? 'cancelled');
    const status = active ? ('expired' as const) : ('withdrawn' as const);
    const version = offer.version + 1;
    const reason = active ? null : 'the site takes no orders any more';
    await manager.update(
      Offer,
      { id: offer.id },
      { status, answeredAt: now, reason, notAgainBefore: notAgainBefore(now), version },
    );
    const { id: offerId, repairOrderId, requestId, siteId } = offer;
    const keys = { offerId, repairOrderId, requestId, siteId };
    if (reason === null) await this.outbox.publish(OfferExpired, { ...keys, expiredAt: now.toISOString(), version });
    else await this.outbox.publish(OfferWithdrawn, { ...keys, reason, withdrawnAt: now.toISOString(), version });
    await this.next(work, reason ?? 'the offer expired');
  }
}
