import { fromLogUpper, type LogTails } from './log-tails.js';

/** ln P(X <= x) and ln P(X > x) of a Weibull distribution; `scale` is the age by which 63.2 % have failed. */
export function weibullLogTails(x: number, shape: number, scale: number): LogTails {
  return fromLogUpper(-((Math.max(0, x) / scale) ** shape));
}

/** x with P(X <= x) = probability, 0 <= probability < 1. */
export function weibullQuantile(probability: number, shape: number, scale: number): number {
  return scale * (-Math.log1p(-probability)) ** (1 / shape);
}

/** Failures per unit of age at age x > 0 of those still alive. */
export function weibullHazard(x: number, shape: number, scale: number): number {
  return (shape / scale) * (x / scale) ** (shape - 1);
}
