import { brentRoot } from './brent.js';
import { logIncompleteGamma } from './incomplete-gamma.js';
import type { LogTails } from './log-tails.js';
import { normalQuantile } from './normal.js';

/** ln P(X <= x) and ln P(X > x) of a gamma distribution with mean shape·scale. */
export function gammaLogTails(x: number, shape: number, scale: number): LogTails {
  return logIncompleteGamma(shape, Math.max(0, x) / scale);
}

/** x with P(X <= x) = probability, to about 12 digits. Starts from Wilson and Hilferty (1931). Throws outside (0, 1). */
export function gammaQuantile(probability: number, shape: number, scale: number): number {
  const third = 1 / (9 * shape);
  const guess = shape * (1 - third + normalQuantile(probability) * Math.sqrt(third)) ** 3;
  const target = probability > 0.5 ? Math.log1p(-probability) : Math.log(probability);
  const miss = (logX: number) => {
    const { lower, upper } = logIncompleteGamma(shape, Math.exp(logX));
    return probability > 0.5 ? target - upper : lower - target;
  };
  let low = Math.log(Math.max(guess, 1e-290)) - 1;
  let high = low + 2;
  while (miss(low) > 0 && low > -700) low -= 2 + Math.abs(low) / 2;
  while (miss(high) < 0) high += 1;
  return low <= -700 ? 0 : scale * Math.exp(brentRoot(miss, low, high, 1e-14));
}

/** E(X - x)+: shape·scale·Q(shape + 1, x/scale) - x·Q(shape, x/scale). */
export function gammaLoss(x: number, shape: number, scale: number): number {
  if (x <= 0) return shape * scale - x;
  const above = Math.exp(logIncompleteGamma(shape, x / scale).upper);
  return shape * scale * Math.exp(logIncompleteGamma(shape + 1, x / scale).upper) - x * above;
}
