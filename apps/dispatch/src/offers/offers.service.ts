import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Actor } from '#common/auth/actor.js';
import { selectRows, updateRow } from '#common/database/entity-rows.js';
import { Transactions } from '#common/database/transactions.js';
import type { DeclineReason } from '#common/events/lists.js';
import { OfferCountered } from '#common/events/offer-countered.js';
import { OfferDeclined } from '#common/events/offer-declined.js';
import { OfferRefused } from '#common/events/offer-refused.js';
import { requireVersion } from '#common/http/caller.js';
import { invalid, notFound, Problem } from '#common/http/problems.js';
import { Outbox } from '#common/messaging/outbox.js';
import { Timers } from '#common/messaging/timers.js';
import { Clock } from '#common/runtime/clock.js';
import { notAgainBefore } from '../core/matching/rules.js';
import { takenByRule } from '../core/offers/counter-rule.js';
import { counterMinutes } from '../core/offers/offer-deadline.js';
import { offerMayMove, type OfferStatus } from '../core/offers/offer-states.js';
import { minuteMs } from '../core/time/zones.js';
import { seeAll } from '../network/see-all.js';
import type { OrderInWork } from '../orders/order-in-work.js';
import { OrderWriter } from '../orders/order-writer.js';
import { AcceptanceService, type Assignment } from './acceptance.service.js';
import { type Counter, Offer } from './offer.entity.js';
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
    private readonly acceptance: AcceptanceService,
    private readonly refusals: RefusalService,
    private readonly withdrawals: OfferWithdrawals,
  ) {}

  async accept(id: string, assignment: Assignment, seen: number | undefined, caller: Actor): Promise<Offer> {
    if (assignment.start && !assignment.technicianId) throw invalid('technicianId', 'is needed when a start is given');
    return this.change(id, 'accepted', seen, caller, (work, offer) => this.acceptance.accept(work, offer, assignment));
  }

  async decline(
    id: string,
    reason: DeclineReason,
    note: string | null,
    seen: number | undefined,
    caller: Actor,
  ): Promise<Offer> {
    return this.change(id, 'declined', seen, caller, async (work, offer) => {
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
      await this.refusals.next(work, `declined: ${reason}`);
    });
  }

  /** The site proposes another time, price or parts. A rule takes what does no harm; the dispatcher decides the rest. */
  async counter(
    id: string,
    counter: Counter & { note?: string; technicianId?: string },
    seen: number | undefined,
    caller: Actor,
  ): Promise<Offer> {
    return this.change(id, 'countered', seen, caller, async (work, offer) => {
      await refuseImpossibleCounter(this.transactions.manager, offer.siteId, counter, this.clock.now());
      const { note, technicianId, ...terms } = counter;
      const now = this.clock.now();
      const due = new Date(now.getTime() + counterMinutes * minuteMs);
      const technician = technicianId ?? offer.technicianId;
      const { proposedFinish } = offer;
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
      if (takenByRule(terms, work.order, proposedFinish))
        return this.acceptance.accept(work, offer, counterAssignment(offer));
      Object.assign(work.order, { waitingFor: 'dispatcher', waitingUntil: due });
      await this.timers.set('offer-deadline', id, due);
    });
  }

  /** The dispatcher takes a counter-offer. */
  async takeCounter(id: string, seen: number | undefined, caller: Actor): Promise<Offer> {
    return this.change(id, 'accepted', seen, caller, async (work, offer) => {
      if (offer.status !== 'countered')
        throw new Problem('illegal-transition', `the offer is ${offer.status}: there is no counter-offer to take`);
      await this.acceptance.accept(work, offer, counterAssignment(offer));
    });
  }

  /** The dispatcher does not take a counter-offer: the next candidate is asked. */
  async refuse(id: string, reason: string, seen: number | undefined, caller: Actor): Promise<Offer> {
    return this.change(id, 'refused', seen, caller, (work, offer) => this.refuseNow(work, offer, reason));
  }

  /** The dispatcher takes an offer back; the order is placed anew. */
  async withdraw(id: string, reason: string, seen: number | undefined, caller: Actor): Promise<Offer> {
    return this.change(id, 'withdrawn', seen, caller, async (work, offer) => {
      await this.withdrawals.withdrawLive(offer.repairOrderId, reason, { only: id });
      Object.assign(offer, { status: 'withdrawn', reason, version: offer.version + 1 });
      await this.leaveInPeace(offer);
      await this.refusals.next(work, reason);
    });
  }

  /** Nobody answered in time: the site to the offer, or the dispatcher to a counter-offer. */
  async deadlinePassed(id: string): Promise<void> {
    await this.transactions.run(async (manager) => {
      const found = await manager.findOneBy(Offer, { id });
      if (!found) return;
      const work = await this.writer.lock(manager, found.repairOrderId);
      const offer = await lockOffer(manager, id);
      if (offer.deadline > this.clock.now()) return; // moved meanwhile
      if (offer.status === 'countered') await this.refuseNow(work, offer, 'the dispatcher did not answer in time');
      else if (offer.status === 'pending') await this.refusals.expire(work, offer);
      else return;
      await this.writer.save(manager, work);
    });
  }

  private async refuseNow(work: OrderInWork, offer: Offer, reason: string): Promise<void> {
    const now = this.clock.now();
    await this.mark(offer, { status: 'refused', reason, answeredAt: now, notAgainBefore: notAgainBefore(now) });
    await this.timers.cancel('offer-deadline', offer.id);
    await this.outbox.publish(OfferRefused, {
      ...keysOf(offer),
      reason,
      refusedAt: now.toISOString(),
      version: offer.version,
    });
    await this.refusals.next(work, reason);
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

  /** Finds the offer under the caller's own scope, then locks the order and the offer (in this order), checks the step and saves the order. */
  private async change(
    id: string,
    to: OfferStatus,
    seen: number | undefined,
    caller: Actor,
    step: (work: OrderInWork, offer: Offer) => Promise<void>,
  ): Promise<Offer> {
    return this.transactions.run(async (manager) => {
      const where = 'id = $1 AND ($2::uuid IS NULL OR site_id = $2::uuid)';
      const [found] = await selectRows(manager, Offer, where, [id, caller.siteId ?? null]);
      if (!found) throw notFound('offer', id);
      this.transactions.meanwhile(seeAll(manager));
      const [work, offer] = await Promise.all([this.writer.lock(manager, found.repairOrderId), lockOffer(manager, id)]);
      refuseImpossible(work, offer, to, this.clock.now());
      requireVersion(offer.version, seen);
      await step(work, offer);
      await this.writer.save(manager, work);
      return offer;
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

async function lockOffer(manager: EntityManager, id: string): Promise<Offer> {
  const [offer] = await selectRows(manager, Offer, 'id = $1 FOR NO KEY UPDATE', [id]);
  if (!offer) throw notFound('offer', id);
  return offer;
}

function refuseImpossible({ order }: OrderInWork, offer: Offer, to: OfferStatus, now: Date): void {
  const answered = to === 'accepted' || to === 'declined' || to === 'countered';
  if (offer.status === 'expired' || (answered && offer.status === 'pending' && offer.deadline < now)) {
    throw new Problem('offer-expired', `the deadline was ${offer.deadline.toISOString()}: wait for another offer`);
  }
  if (offer.status === 'withdrawn' && order.siteId !== null && order.siteId !== offer.siteId) {
    throw new Problem('offer-taken', 'the order was accepted elsewhere first');
  }
  if (!offerMayMove(offer.status, to))
    throw new Problem('illegal-transition', `the offer is ${offer.status} and cannot become ${to}`);
}
