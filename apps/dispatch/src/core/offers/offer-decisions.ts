import { offerMayMove, type OfferStatus } from './offer-states.js';

/** An offer as decisions see it. */
export interface OfferAtHand {
  id: string;
  siteId: string;
  status: OfferStatus;
  deadline: Date;
}

/** What a decision about an offer looks at. All of it is read under the lock of the repair order. */
export interface AtHand<T extends OfferAtHand> {
  offer: T;
  /** The other live offers of the order. */
  others: readonly T[];
  /** The site that has the order. */
  takenBy: string | null;
  now: Date;
}

/** What sites and dispatchers can do to an offer. */
export type OfferStep = 'accept' | 'decline' | 'counter' | 'take-counter' | 'refuse' | 'withdraw';

/** What becomes of the offer, and which others end with it because somebody else was first. */
export interface Decision<T extends OfferAtHand> {
  to: OfferStatus;
  ended: readonly T[];
}

/** Why a step is impossible. */
export interface Impossible {
  problem: 'offer-expired' | 'offer-taken' | 'illegal-transition';
  why: string;
}

/** Steps that the site answers with before the deadline, or never. */
const answers: ReadonlySet<OfferStep> = new Set(['accept', 'decline', 'counter']);

const leadsTo: Record<OfferStep, OfferStatus> = {
  accept: 'accepted',
  decline: 'declined',
  counter: 'countered',
  'take-counter': 'accepted',
  refuse: 'refused',
  withdraw: 'withdrawn',
};

/** Decides a step about an offer. The first acceptance ends all other offers of the order, so that no second one is possible. */
export function decide<T extends OfferAtHand>(
  step: OfferStep,
  { offer, others, takenBy, now }: AtHand<T>,
): Decision<T> | Impossible {
  const { status, deadline, siteId } = offer;
  if (status === 'expired' || (answers.has(step) && status === 'pending' && deadline < now))
    return {
      problem: 'offer-expired',
      why: `the deadline was ${deadline.toISOString()}: wait for another offer`,
    };
  if (status === 'withdrawn' && takenBy !== null && takenBy !== siteId)
    return { problem: 'offer-taken', why: 'the order was accepted elsewhere first' };
  if (step === 'take-counter' && status !== 'countered')
    return { problem: 'illegal-transition', why: `the offer is ${status}: there is no counter-offer to take` };
  const to = leadsTo[step];
  if (!offerMayMove(status, to))
    return { problem: 'illegal-transition', why: `the offer is ${status} and cannot become ${to}` };
  return { to, ended: to === 'accepted' ? others : [] };
}

/**
 * What the end of its time makes of an offer; undefined when it is decided already or its deadline was moved. One that a site was to answer expires, or
 * counts as withdrawn if the site takes no orders any more; one that the dispatcher was to answer is refused.
 */
export function atDeadline(
  { status, deadline }: OfferAtHand,
  siteTakesOrders: boolean,
  now: Date,
): OfferStatus | undefined {
  if (deadline > now) return undefined;
  if (status === 'countered') return 'refused';
  if (status !== 'pending') return undefined;
  return siteTakesOrders ? 'expired' : 'withdrawn';
}

/**
 * What follows when an offer came to nothing: `place` the order anew when nobody is thinking about it any more, else ask so many more sites that as
 * many are thinking as shall at once; 0 = wait for them.
 */
export function afterRefusal(live: number, askedAtOnce: number): 'place' | number {
  return live === 0 ? 'place' : Math.max(0, askedAtOnce - live);
}
