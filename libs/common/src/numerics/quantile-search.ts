import type { LogTails } from './log-tails.js';

const dust = 1e-12;

/**
 * Smallest integer x >= 0 with P(X <= x) >= probability, searched outwards from the mean in steps of the deviation, then halved. A probability
 * that misses by less than 1e-12 counts as reached. Throws outside [0, 1), and when mean or deviation is no finite number.
 */
export function smallestInteger(
  probability: number,
  mean: number,
  deviation: number,
  tails: (x: number) => LogTails,
): number {
  if (!(probability >= 0 && probability < 1)) throw new Error(`a probability of ${probability} has no quantile`);
  if (!Number.isFinite(mean + deviation)) throw new Error(`no quantile around ${mean} ± ${deviation}`);
  const reached = (x: number) => {
    const { lower, upper } = tails(x);
    return probability > 0.5
      ? Math.exp(upper) <= (1 - probability) * (1 + dust) + 1e-300
      : Math.exp(lower) >= probability * (1 - dust);
  };
  const step = Math.max(1, Math.ceil(deviation));
  let high = Math.max(0, Math.round(mean));
  let low = -1;
  for (let width = step; !reached(high); width *= 2) {
    low = high;
    high += width;
  }
  for (let width = step; low < 0 && high - width >= 0; width *= 2) {
    if (!reached(high - width)) low = high - width;
    else high -= width;
  }
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    // Above 2^53 there is no integer between neighbours.
    if (middle <= low || middle >= high) break;
    if (reached(middle)) high = middle;
    else low = middle;
  }
  return high;
}
