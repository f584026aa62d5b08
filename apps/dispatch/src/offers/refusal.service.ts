import { Injectable } from '@nestjs/common';
import { Transactions } from '#common/database/transactions.js';
import { OfferExpired } from '#common/events/offer-expired.js';
import { OfferWithdrawn } from '#common/events/offer-withdrawn.js';
import { Outbox } from '#common/messaging/outbox.js';
import { Clock } from '#common/runtime/clock.js';
import { notAgainBefore } from '../core/matching/rules.js';
import { afterRefusal } from '../core/offers/offer-decisions.js';
import { askedAtOnce } from '../core/offers/offer-rules.js';
import { MatchingService } from '../matching/matching.service.js';
import { NetworkService } from '../network/network.service.js';
import { Offer } from './offer.entity.js';
import { OfferHistory } from './offer-history.service.js';
import type { OfferInWork } from './offer-in-work.js';

/** What follows when a site does not take an order: the next candidate. */
@Injectable()
export class RefusalService {
  constructor(
    private readonly transactions: Transactions,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
    private readonly network: NetworkService,
    private readonly matching: MatchingService,
    private readonly history: OfferHistory,
  ) {}

  /** Places the order anew once no other site is thinking about it; while some are, asks more of them if fewer think than shall at once. */
  async next({ work, others }: OfferInWork, reason: string): Promise<void> {
    const { order } = work;
    const { offerRules } = await this.network.current(this.transactions.manager);
    const more = afterRefusal(others.length, askedAtOnce(order, offerRules));
    if (more === 'place') {
      const now = this.clock.now();
      work.move('ready', { for: 'dispatcher', until: now }, now, reason);
      return this.matching.place(work);
    }
    order.offeredTo = others.map(({ siteId }) => siteId);
    order.waitingUntil = latest(others);
    if (more > 0) await this.matching.askMore(work, more);
  }

  /** The deadline passed without an answer; with a reason the site is not to blame, and the offer counts as withdrawn. */
  async expire(step: OfferInWork, reason: string | null): Promise<void> {
    const { manager } = this.transactions;
    const { offer } = step;
    const now = this.clock.now();
    const status = reason === null ? ('expired' as const) : ('withdrawn' as const);
    const version = offer.version + 1;
    await manager.update(
      Offer,
      { id: offer.id },
      { status, answeredAt: now, reason, notAgainBefore: notAgainBefore(now), version },
    );
    const { id: offerId, repairOrderId, requestId, siteId } = offer;
    const keys = { offerId, repairOrderId, requestId, siteId };
    if (reason === null) {
      await this.outbox.publish(OfferExpired, { ...keys, expiredAt: now.toISOString(), version });
      this.history.count(offer, 'expired');
    } else await this.outbox.publish(OfferWithdrawn, { ...keys, reason, withdrawnAt: now.toISOString(), version });
    await this.next(step, reason ?? 'the offer expired');
  }
}

const latest = (offers: readonly Offer[]) => new Date(Math.max(...offers.map(({ deadline }) => deadline.getTime())));
