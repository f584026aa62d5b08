/**
 * Logarithms of both tails of a distribution at one point: `lower` = ln P(X <= x), `upper` = ln P(X > x). The small one keeps its digits; taking
 * 1 - cdf instead gives 0 beyond about 8 sigma.
 */
export interface LogTails {
  lower: number;
  upper: number;
}

/** ln(1 - e^x) for x <= 0 without cancellation (Mächler 2012, "Accurately computing log(1 - exp(-|a|))"). */
export function logOneMinusExp(x: number): number {
  if (x >= 0) return Number.NEGATIVE_INFINITY;
  return x > -Math.LN2 ? Math.log(-Math.expm1(x)) : Math.log1p(-Math.exp(x));
}

/** Both tails when the logarithm of the lower one is known. */
export const fromLogLower = (lower: number): LogTails => ({ lower: Math.min(0, lower), upper: logOneMinusExp(lower) });

/** Both tails when the logarithm of the upper one is known. */
export const fromLogUpper = (upper: number): LogTails => ({ lower: logOneMinusExp(upper), upper: Math.min(0, upper) });
