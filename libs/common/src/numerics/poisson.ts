import { logGamma } from './log-gamma.js';

/** P(X = count) for X ~ Poisson(mean), mean >= 0. */
export function poissonProbability(count: number, mean: number): number {
  if (mean === 0) return count === 0 ? 1 : 0;
  return Math.exp(count * Math.log(mean) - mean - logGamma(count + 1));
}

/**
 * P(X >= count) for X ~ Poisson(mean). Summed from the smaller side, so small tails keep their digits (jstat and others take 1 - cdf, which is
 * 0 beyond about 8 sigma). Johnson, Kemp, Kotz (2005), "Univariate Discrete Distributions", ch. 4.
 */
export function poissonUpperTail(count: number, mean: number): number {
  if (count <= 0) return 1;
  if (mean === 0) return 0;
  if (count <= mean) return Math.max(0, 1 - lowerSum(count - 1, mean));
  let term = poissonProbability(count, mean);
  let sum = 0;
  for (let k = count; term > sum * 1e-17; k += 1) {
    sum += term;
    term *= mean / (k + 1);
  }
  return Math.min(1, sum);
}

/** P(X <= count) for count below the mean, summed downwards. */
function lowerSum(count: number, mean: number): number {
  let term = poissonProbability(count, mean);
  let sum = 0;
  for (let k = count; k >= 0 && term > sum * 1e-17; k -= 1) {
    sum += term;
    term *= k / mean;
  }
  return sum;
}
