import { gammaQuantile } from '#common/numerics/gamma-distribution.js';
import { logGamma } from '#common/numerics/log-gamma.js';
import { nelderMead } from '#common/numerics/nelder-mead.js';
import type { LatticeDistribution } from '../lattice-distribution.js';
import { latticeOf } from '../mixture.js';

/** Failures seen over an exposure, e.g. unit-years of one model in the field. */
export interface Exposure {
  failures: number;
  unitYears: number;
}

/** A gamma distribution of failure rates per unit-year over the models of a group: mean alpha / beta. */
export interface RatePrior {
  alpha: number;
  beta: number;
}

/**
 * The gamma distribution of rates under which the counts are likeliest (marginal negative binomial, Nelder-Mead): empirical Bayes for rates, Carlin and
 * Louis (2000), 3.3. Throws without any exposure.
 */
export function learnRatePrior(exposures: readonly Exposure[]): RatePrior & { negativeLogLikelihood: number } {
  const used = exposures.filter(({ unitYears }) => unitYears > 0);
  const years = used.reduce((sum, { unitYears }) => sum + unitYears, 0);
  if (years === 0) throw new Error('no unit-years: a failure rate cannot be learnt from no exposure');
  const failures = used.reduce((sum, exposure) => sum + exposure.failures, 0);
  const rate = Math.max(failures, 0.5) / years;
  const { point, value } = nelderMead(
    ([logAlpha = 0, logBeta = 0]) => -logLikelihood(used, Math.exp(logAlpha), Math.exp(logBeta)),
    [0, -Math.log(rate)],
    [0.5, 0.5],
    1e-14,
  );
  return { alpha: Math.exp(point[0] ?? 0), beta: Math.exp(point[1] ?? 0), negativeLogLikelihood: value };
}

function logLikelihood(exposures: readonly Exposure[], alpha: number, beta: number): number {
  let sum = 0;
  for (const { failures, unitYears } of exposures) {
    sum += logGamma(alpha + failures) - logGamma(alpha) - logGamma(failures + 1);
    sum += alpha * Math.log(beta / (beta + unitYears)) + failures * Math.log(unitYears / (beta + unitYears));
  }
  return sum;
}

/** What is believed of one model's rate after its own failures: again a gamma distribution. */
export function updateRate(
  { alpha, beta }: RatePrior,
  { failures, unitYears }: Exposure,
): RatePrior & { mean: number } {
  return { alpha: alpha + failures, beta: beta + unitYears, mean: (alpha + failures) / (beta + unitYears) };
}

/** The rate below which the true one is with this probability. */
export const rateQuantile = (probability: number, { alpha, beta }: RatePrior): number =>
  gammaQuantile(probability, alpha, 1 / beta);

/**
 * Demand over a time from units in the field: expected `unitYears` × rate, Poisson given the rate, so a negative binomial. For parts without or
 * with few demands of their own; `piecesPerFailure` of each.
 */
export function installedBaseDemand(rate: RatePrior, unitYears: number, piecesPerFailure = 1): LatticeDistribution {
  const mean = (rate.alpha / rate.beta) * unitYears;
  const dispersion = 1 + unitYears / rate.beta;
  const nothing = { values: [], weights: [] };
  return latticeOf({ count: { mean, dispersion }, observed: nothing, share: 0 }, piecesPerFailure);
}
