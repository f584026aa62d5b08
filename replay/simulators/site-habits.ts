import { randomFor } from '../../apps/standalone/src/demo/world/random.js';
import { roundedUp } from '../agenda.js';

export type Answer = 'accept' | 'accept-then-assign' | 'decline' | 'counter' | 'expire';

/** How often a site answers an offer in which way. */
export const answerRates: readonly { answer: Answer; percent: number }[] = [
  { answer: 'accept', percent: 70 },
  { answer: 'accept-then-assign', percent: 10 },
  { answer: 'decline', percent: 9 },
  { answer: 'counter', percent: 5 },
  { answer: 'expire', percent: 6 },
];

const declineReasons = ['schedule_conflict', 'skills_mismatch', 'customer_unavailable', 'other'] as const;
const minute = 60_000;
/** An offer's deadline is this long after its making, in opening hours. */
const offerMinutes = 30;

export interface Decision {
  answer: Answer;
  at: number;
  reason: (typeof declineReasons)[number];
  /** How much later than proposed a counter-offer would come. */
  laterMinutes: number;
}

/** What a site does with an offer: drawn from the record and the site, so that it is the same in every run. */
export function decide(seed: number, recordId: string, siteId: string, madeAt: number, deadline: number): Decision {
  const random = randomFor(seed, 'answer', recordId, siteId);
  const { answer } = random.weighted(answerRates, ({ percent }) => percent);
  const wanted = roundedUp(Math.max(madeAt, deadline - offerMinutes * minute) + random.whole(2, 20) * minute);
  const at = wanted < deadline ? wanted : Math.max(madeAt, deadline - minute);
  return { answer, at, reason: random.pick(declineReasons), laterMinutes: random.pick([60, 120, 180]) };
}

/** How a visit goes apart from what is broken: nobody at home, traffic, a forgotten tap on the telephone. */
export interface VisitLuck {
  noAccess: boolean;
  lateMinutes: number;
  forgetsDeparture: boolean;
  stepsDone: number;
}

/** The procedure as Callout publishes it. */
export const mandatorySteps = [
  'identify-asset',
  'safety-check',
  'diagnose',
  'function-test',
  'explain-to-customer',
  'signature',
] as const;

export function luckOf(seed: number, recordId: string, sequence: number): VisitLuck {
  const random = randomFor(seed, 'visit', recordId, sequence);
  return {
    noAccess: random.chance(0.01),
    lateMinutes: random.chance(0.85) ? 0 : random.pick([5, 10, 20, 40]),
    forgetsDeparture: random.chance(0.08),
    stepsDone: random.chance(0.92) ? mandatorySteps.length : mandatorySteps.length - 1,
  };
}
