import { Injectable } from '@nestjs/common';
import type { Actor } from '#common/auth/actor.js';
import { selectRows, updateRow } from '#common/database/entity-rows.js';
import { Transactions } from '#common/database/transactions.js';
import type { DeclineReason } from '#common/events/lists.js';
import { OfferCountered } from '#common/events/offer-countered.js';
import { OfferDeclined } from '#common/events/offer-declined.js';
import { OfferRefused } from '#common/events/offer-refused.js';
import { requireVersion } from '#common/http/caller.js';
import { invalid, notFound } from '#common/http/problems.js';
import { Outbox } from '#common/messaging/outbox.js';
import { Timers } from '#common/messaging/timers.js';
import { Clock, laterOf } from '#common/runtime/clock.js';
import type { Network } from '../core/matching/network.js';
import { notAgainBefore } from '../core/matching/rules.js';
import { takenByRule } from '../core/offers/counter-rule.js';
import { counterMinutes } from '../core/offers/offer-deadline.js';
import { atDeadline, type OfferStep } from '../core/offers/offer-decisions.js';
import { takesOrders } from '../core/sites/site-states.js';
import { minuteMs } from '../core/time/zones.js';
import { NetworkService } from '../network/network.service.js';
import { seeAll } from '../network/see-all.js';
import { OrderWriter } from '../orders/order-writer.js';
import { AcceptanceService, type Assignment } from './acceptance.service.js';
import { type Counter, Offer } from './offer.entity.js';
import { OfferHistory } from './offer-history.service.js';
import { decided, lockOffer, type OfferInWork } from './offer-in-work.js';
import { OfferWithdrawals } from './offer-withdrawals.service.js';
import { RefusalService } from './refusal.service.js';
import { refuseImpossibleCounter } from './counter-check.js';

/** What sites answer to offers, and what the dispatcher answers to them. */
@Injectable()
export class OffersService {
  constructor(
    private readonly transactions: Transactions,
    private readonly outbox: Outbox,
    private readonly timers: Timers,
    private readonly clock: Clock,
    private readonly writer: OrderWriter,
    private readonly network: NetworkService,
    private readonly history: OfferHistory,
    private readonly acceptance: AcceptanceService,
    private readonly refusals: RefusalService,
    private readonly withdrawals: OfferWithdrawals,
  ) {}

  async accept(id: string, assignment: Assignment, seen: number | undefined, caller: Actor): Promise<Offer> {
    if (assignment.start && !assignment.technicianId) throw invalid('technicianId', 'is needed when a start is given');
    return this.change(id, 'accept', seen, caller, (step) => this.acceptance.accept(step, assignment));
  }

  async decline(
    id: string,
    reason: DeclineReason,
    note: string | null,
    seen: number | undefined,
    caller: Actor,
  ): Promise<Offer> {
    return this.change(id, 'decline', seen, caller, async (step) => {
      const { offer } = step;
      const now = this.clock.now();
      await this.mark(offer, {
        status: 'declined',
        reason,
        note,
        answeredAt: now,
        notAgainBefore: notAgainBefore(now),
      });
      await this.timers.cancel('offer-deadline', id);
      await this.outbox.publish(OfferDeclined, {
        ...keysOf(offer),
        reason,
        ...(note && { note }),
        answeredAt: now.toISOString(),
        answerSeconds: Math.max(0, Math.round((now.getTime() - offer.madeAt.getTime()) / 1000)),
        version: offer.version,
      });
      this.history.count(offer, 'declined');
      await this.countAnswer(step);
      await this.refusals.next(step, `declined: ${reason}`);
    });
  }

  /** The site proposes another time, price or parts. A rule takes what does no harm; the dispatcher decides the rest. */
  async counter(
    id: string,
    counter: Counter & { note?: string; technicianId?: string },
    seen: number | undefined,
    caller: Actor,
  ): Promise<Offer> {
    return this.change(id, 'counter', seen, caller, async (step) => {
      const { work, offer } = step;
      await refuseImpossibleCounter(this.transactions.manager, offer.siteId, counter, this.clock.now());
      const { note, technicianId, ...terms } = counter;
      const now = this.clock.now();
      const due = new Date(now.getTime() + counterMinutes * minuteMs);
      const technician = technicianId ?? offer.technicianId;
      const proposed = { start: offer.proposedStart, finish: offer.proposedFinish };
      await this.mark(offer, {
        status: 'countered',
        counter: terms,
        technicianId: technician,
        note: note ?? null,
        answeredAt: now,
        deadline: due,
        ...noProposal,
      });
      await this.outbox.publish(OfferCountered, {
        ...keysOf(offer),
        ...terms,
        ...(note && { note }),
        answeredAt: now.toISOString(),
        version: offer.version,
      });
      const { offerRules } = await this.countAnswer(step);
      if (takenByRule(terms, work.order, proposed, offerRules.counter))
        return this.acceptance.accept(decided('take-counter', step, now), counterAssignment(offer));
      Object.assign(work.order, { waitingFor: 'dispatcher', waitingUntil: due });
      await this.timers.set('offer-deadline', id, due);
    });
  }

  /** The dispatcher takes a counter-offer. */
  async takeCounter(id: string, seen: number | undefined, caller: Actor): Promise<Offer> {
    return this.change(id, 'take-counter', seen, caller, (step) =>
      this.acceptance.accept(step, counterAssignment(step.offer)),
    );
  }

  /** The dispatcher does not take a counter-offer: the next candidate is asked. */
  async refuse(id: string, reason: string, seen: number | undefined, caller: Actor): Promise<Offer> {
    return this.change(id, 'refuse', seen, caller, (step) => {
      this.history.count(step.offer, 'declined');
      return this.refuseNow(step, reason);
    });
  }

  /** The dispatcher takes an offer back; the order is placed anew. */
  async withdraw(id: string, reason: string, seen: number | undefined, caller: Actor): Promise<Offer> {
    return this.change(id, 'withdraw', seen, caller, async (step) => {
      const { offer } = step;
      await this.withdrawals.withdraw([offer], reason);
      Object.assign(offer, { status: 'withdrawn', reason, version: offer.version + 1 });
      await this.leaveInPeace(offer);
      await this.refusals.next(step, reason);
    });
  }

  /** Nobody answered in time: the site to the offer, or the dispatcher to a counter-offer. */
  async deadlinePassed(id: string, alarmAt: Date): Promise<void> {
    await this.transactions.run(async (manager) => {
      const found = await manager.findOneBy(Offer, { id });
      if (!found) return;
      const step = await lockOffer(manager, this.writer, found.repairOrderId, id);
      const site = (await this.network.current(manager)).site(found.siteId);
      const at = laterOf(this.clock.now(), alarmAt);
      const to = atDeadline(step.offer, takesOrders(site?.status ?? 'cancelled'), at);
      if (to === undefined) return;
      if (to === 'refused') await this.refuseNow(step, 'the dispatcher did not answer in time');
      else await this.refusals.expire(step, to === 'expired' ? null : 'the site takes no orders any more');
      await this.writer.save(manager, step.work);
    });
  }

  /** The site has answered; the network that was asked for its opening hours. */
  private async countAnswer({ work, offer }: OfferInWork): Promise<Network> {
    const network = await this.network.current(this.transactions.manager);
    this.history.countAnswer(offer, work.order, network.site(offer.siteId)?.hours);
    return network;
  }

  private async refuseNow(step: OfferInWork, reason: string): Promise<void> {
    const { offer } = step;
    const now = this.clock.now();
    await this.mark(offer, { status: 'refused', reason, answeredAt: now, notAgainBefore: notAgainBefore(now) });
    await this.timers.cancel('offer-deadline', offer.id);
    await this.outbox.publish(OfferRefused, {
      ...keysOf(offer),
      reason,
      refusedAt: now.toISOString(),
      version: offer.version,
    });
    await this.refusals.next(step, reason);
  }

  private async leaveInPeace(offer: Offer): Promise<void> {
    const until = notAgainBefore(this.clock.now());
    await this.transactions.manager.update(Offer, { id: offer.id }, { notAgainBefore: until });
  }

  private async mark(offer: Offer, values: Partial<Offer>): Promise<void> {
    const changed = { ...values, version: offer.version + 1 };
    this.transactions.meanwhile(updateRow(this.transactions.manager, Offer, { id: offer.id }, changed));
    Object.assign(offer, changed);
  }

  /**
   * Finds the offer under the caller's own scope, then locks the order and its live offers (in this order), decides the step, and saves the order when it
   * is made.
   */
  private async change(
    id: string,
    step: OfferStep,
    seen: number | undefined,
    caller: Actor,
    make: (step: OfferInWork) => Promise<void>,
  ): Promise<Offer> {
    return this.transactions.run(async (manager) => {
      const where = 'id = $1 AND ($2::uuid IS NULL OR site_id = $2::uuid)';
      const [found] = await selectRows(manager, Offer, where, [id, caller.siteId ?? null]);
      if (!found) throw notFound('offer', id);
      this.transactions.meanwhile(seeAll(manager));
      const locked = await lockOffer(manager, this.writer, found.repairOrderId, id);
      const inWork = decided(step, locked, this.clock.now());
      requireVersion(inWork.offer.version, seen);
      await make(inWork);
      await this.writer.save(manager, inWork.work);
      return inWork.offer;
    });
  }
}

/** A counter-offer frees the proposed hour: the site has said that it does not suit. */
const noProposal = { proposedStart: null, proposedFinish: null };

const keysOf = ({ id, repairOrderId, requestId, siteId }: Offer) => ({ offerId: id, repairOrderId, requestId, siteId });

function counterAssignment({ technicianId, counter }: Offer): Assignment {
  if (!technicianId) return {};
  return { technicianId, ...(counter?.start && { start: new Date(counter.start) }) };
}
