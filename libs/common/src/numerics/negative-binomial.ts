import { logIncompleteBeta } from './incomplete-beta.js';
import { logGamma } from './log-gamma.js';
import type { LogTails } from './log-tails.js';
import { smallestInteger } from './quantile-search.js';

/** Counts of failures before the `size`-th success at chance `success` of one: scipy's nbinom(r, p). Mean size·(1 - success)/success. */
export interface NegativeBinomial {
  size: number;
  success: number;
}

/** The one with this mean and variance, variance > mean > 0. Throws for others: a Poisson or a binomial has them. */
export function negativeBinomialOf(mean: number, variance: number): NegativeBinomial {
  if (!(mean > 0 && variance > mean)) throw new Error(`no negative binomial has mean ${mean}, variance ${variance}`);
  return { size: (mean * mean) / (variance - mean), success: mean / variance };
}

/** P(X = count). */
export function negativeBinomialProbability(count: number, { size, success }: NegativeBinomial): number {
  if (count < 0) return 0;
  const ways = logGamma(size + count) - logGamma(size) - logGamma(count + 1);
  return Math.exp(ways + size * Math.log(success) + count * Math.log1p(-success));
}

/** ln P(X <= count) and ln P(X > count): I_success(size, count + 1). Johnson, Kemp, Kotz (2005), ch. 5. */
export function negativeBinomialLogTails(count: number, { size, success }: NegativeBinomial): LogTails {
  if (count < 0) return { lower: Number.NEGATIVE_INFINITY, upper: 0 };
  return logIncompleteBeta(size, Math.floor(count) + 1, success);
}

/** Smallest count with P(X <= count) >= probability. */
export function negativeBinomialQuantile(probability: number, distribution: NegativeBinomial): number {
  const mean = (distribution.size * (1 - distribution.success)) / distribution.success;
  const deviation = Math.sqrt(mean / distribution.success);
  return smallestInteger(probability, mean, deviation, (count) => negativeBinomialLogTails(count, distribution));
}

/** E(X - x)+ for any real x, in closed form: mean·P(X' >= floor(x)) - x·P(X > x), where X' has size + 1. */
export function negativeBinomialLoss(x: number, distribution: NegativeBinomial): number {
  const { size, success } = distribution;
  const mean = (size * (1 - success)) / success;
  if (x <= 0) return mean - x;
  const floor = Math.floor(x);
  const above = Math.exp(negativeBinomialLogTails(floor, distribution).upper);
  const weighted = Math.exp(negativeBinomialLogTails(floor - 1, { size: size + 1, success }).upper);
  return Math.max(0, mean * weighted - x * above);
}
