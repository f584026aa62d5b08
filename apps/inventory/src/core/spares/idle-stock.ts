import type { DemandView } from '../policy/newsvendor.js';

export interface IdleInput {
  onHand: number;
  /** The level that the policy orders up to. */
  orderUpTo: number;
  /** Demand over the time that stock may lie, e.g. two years. */
  demand: DemandView;
  periodsSinceDemand: number;
  /** Periods without demand after which a part counts as dead. */
  deadAfterPeriods: number;
}

export interface IdleStock {
  /** Pieces that are very likely not needed in that time. */
  excess: number;
  dead: boolean;
  reason: 'needed' | 'within-policy' | 'more-than-will-be-used' | 'no-demand-for-long' | 'never-wanted';
}

/** What is kept is needed within the time with this chance; the rest is excess. */
const likelyNeed = 0.95;

/** Pieces above both the policy and what will likely be used: to be sent where they are wanted, sold or scrapped. */
export function idleStock({ onHand, orderUpTo, demand, periodsSinceDemand, deadAfterPeriods }: IdleInput): IdleStock {
  const needed = Math.max(orderUpTo, demand.quantile(likelyNeed));
  const excess = Math.max(0, onHand - needed);
  if (onHand > 0 && periodsSinceDemand >= deadAfterPeriods) {
    const reason = Number.isFinite(periodsSinceDemand) ? 'no-demand-for-long' : 'never-wanted';
    return { excess: Math.max(excess, onHand - orderUpTo), dead: true, reason };
  }
  if (excess > 0) return { excess, dead: false, reason: 'more-than-will-be-used' };
  return { excess: 0, dead: false, reason: onHand > orderUpTo ? 'within-policy' : 'needed' };
}
