import { Injectable } from '@nestjs/common';
import { uuidv7 } from '#common/database/uuid.js';
import { insertUnlessThere } from '#common/database/entity-rows.js';
import { Transactions } from '#common/database/transactions.js';
import { OfferMade } from '#common/events/offer-made.js';
import { Outbox } from '#common/messaging/outbox.js';
import { Timers } from '#common/messaging/timers.js';
import { Clock } from '#common/runtime/clock.js';
import type { Network } from '../core/matching/network.js';
import type { Candidate, Ranking } from '../core/matching/rank.js';
import { answerMinutes, deadlineOf } from '../core/offers/offer-deadline.js';
import { askedAtOnce } from '../core/offers/offer-rules.js';
import { sitesToAsk } from '../core/offers/sites-to-ask.js';
import type { OrderInWork } from '../orders/order-in-work.js';
import { coarsePlaceOf } from '../orders/order-place.js';
import type { RepairOrder } from '../orders/repair-order.entity.js';
import { DispatchSettings } from '../settings.js';
import { Offer } from './offer.entity.js';

/** What is offered to whom. */
export interface Proposal {
  siteId: string;
  rank: number;
  /** Missing when the site shall find technician and time itself. */
  candidate?: Candidate;
}

/** Offers orders to franchised sites. */
@Injectable()
export class OfferingService {
  constructor(
    private readonly transactions: Transactions,
    private readonly outbox: Outbox,
    private readonly timers: Timers,
    private readonly clock: Clock,
    private readonly settings: DispatchSettings,
  ) {}

  /** Offers a ready order to the best sites; false when their hours were promised to others at the same moment. */
  async offer(work: OrderInWork, network: Network, { candidates }: Ranking): Promise<boolean> {
    const best = sitesToAsk(candidates, kindIn(network), new Set()).slice(
      0,
      askedAtOnce(work.order, network.offerRules),
    );
    return this.propose(work, network, best);
  }

  /** Makes the given offers; false when not a single one could be made. */
  async propose(work: OrderInWork, network: Network, proposals: readonly Proposal[]): Promise<boolean> {
    const now = this.clock.now();
    const made = await this.make(work.order, network, proposals, proposals.length);
    if (made.length === 0) return false;
    work.order.offeredTo = made.map(({ siteId }) => siteId);
    work.move('offered', { for: 'site', until: latest(now, made) }, now);
    return true;
  }

  /** Offers an order that others are thinking about to the next sites too, to so many at most. Their hours may be promised to others: then nobody more is asked. */
  async offerMore(work: OrderInWork, network: Network, { candidates }: Ranking, most: number): Promise<void> {
    const { order } = work;
    const next = sitesToAsk(candidates, kindIn(network), new Set(order.offeredTo));
    const made = await this.make(order, network, next, most);
    order.offeredTo = [...order.offeredTo, ...made.map(({ siteId }) => siteId)];
    order.waitingUntil = latest(order.waitingUntil ?? this.clock.now(), made);
  }

  private async make(
    order: RepairOrder,
    network: Network,
    proposals: readonly Proposal[],
    most: number,
  ): Promise<Offer[]> {
    const now = this.clock.now();
    const made: Offer[] = [];
    for (const proposal of proposals) {
      if (made.length === most) break;
      const site = network.site(proposal.siteId);
      if (!site) continue;
      const minutes = answerMinutes(order, site.answering, this.settings.offerMinutes);
      const deadline = deadlineOf(order, site.hours, now.getTime(), minutes);
      const offer = offerOf(order, proposal, new Date(deadline), now);
      if (await insertUnlessThere(this.transactions.manager, Offer, offer)) made.push(offer);
    }
    for (const offer of made) await this.timers.set('offer-deadline', offer.id, offer.deadline);
    await this.outbox.publishAll(
      OfferMade,
      made.map((offer) => offerMade(order, offer)),
    );
    return made;
  }
}

const kindIn = (network: Network) => (siteId: string) => network.site(siteId)?.kind;

const latest = (from: Date, offers: readonly Offer[]) =>
  offers.reduce((last, { deadline }) => (deadline > last ? deadline : last), from);

function offerOf(order: RepairOrder, { siteId, rank, candidate }: Proposal, deadline: Date, now: Date): Offer {
  return Object.assign(new Offer(), {
    id: uuidv7(),
    repairOrderId: order.id,
    requestId: order.requestId,
    siteId,
    technicianId: candidate?.technicianId ?? null,
    proposedStart: candidate ? new Date(candidate.startMs) : null,
    proposedFinish: candidate ? new Date(candidate.finishMs) : null,
    lon: order.lon,
    lat: order.lat,
    travelSeconds: candidate?.travelSeconds ?? 0,
    travelMetres: candidate?.travelMetres ?? 0,
    deadline,
    rank,
    score: candidate?.score ?? 0,
    terms: candidate?.terms ?? [],
    status: 'pending' as const,
    madeAt: now,
    version: 1,
  });
}

function offerMade(order: RepairOrder, offer: Offer): OfferMade {
  return {
    offerId: offer.id,
    repairOrderId: order.id,
    requestId: order.requestId,
    siteId: offer.siteId,
    ...(offer.technicianId && { technicianId: offer.technicianId }),
    ...(offer.proposedStart && { proposedStart: offer.proposedStart.toISOString() }),
    ...(offer.proposedFinish && { proposedFinish: offer.proposedFinish.toISOString() }),
    deadline: offer.deadline.toISOString(),
    rank: offer.rank,
    score: offer.score,
    place: coarsePlaceOf(order),
    priority: order.priority,
    emergency: order.emergency,
    likelyParts: order.likelyParts,
    madeAt: offer.madeAt.toISOString(),
    version: offer.version,
  };
}
