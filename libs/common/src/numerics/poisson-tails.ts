import { logIncompleteGamma } from './incomplete-gamma.js';
import type { LogTails } from './log-tails.js';
import { poissonProbability } from './poisson.js';
import { smallestInteger } from './quantile-search.js';

/** ln P(X <= count) and ln P(X > count) for X ~ Poisson(mean), mean >= 0. Johnson, Kemp, Kotz (2005), ch. 4: the tail is Q(count + 1, mean). */
export function poissonLogTails(count: number, mean: number): LogTails {
  if (count < 0) return { lower: Number.NEGATIVE_INFINITY, upper: 0 };
  if (mean === 0) return { lower: 0, upper: Number.NEGATIVE_INFINITY };
  const { lower, upper } = logIncompleteGamma(Math.floor(count) + 1, mean);
  return { lower: upper, upper: lower };
}

/** Smallest count with P(X <= count) >= probability. */
export function poissonQuantile(probability: number, mean: number): number {
  return smallestInteger(probability, mean, Math.sqrt(mean), (count) => poissonLogTails(count, mean));
}

/** E(X - x)+ for X ~ Poisson(mean) and any real x: the expected shortage when x pieces are kept. */
export function poissonLoss(x: number, mean: number): number {
  if (x <= 0) return mean - x;
  const floor = Math.floor(x);
  const above = Math.exp(poissonLogTails(floor, mean).upper);
  return Math.max(0, (mean - x) * above + mean * poissonProbability(floor, mean));
}
