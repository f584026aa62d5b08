import {
  negativeBinomialLoss,
  negativeBinomialOf,
  negativeBinomialQuantile,
} from '#common/numerics/negative-binomial.js';
import { normalLoss, normalQuantile } from '#common/numerics/normal.js';
import { poissonLoss, poissonQuantile } from '#common/numerics/poisson-tails.js';
import type { DemandView } from './newsvendor.js';

export const poissonDemand = (mean: number): DemandView => ({
  mean,
  quantile: (probability) => poissonQuantile(probability, mean),
  shortage: (pieces) => poissonLoss(pieces, mean),
});

/** Negative binomial with this variance; Poisson where the variance does not exceed the mean. */
export function countDemand(mean: number, variance: number): DemandView {
  if (variance <= mean * (1 + 1e-9)) return poissonDemand(mean);
  const distribution = negativeBinomialOf(mean, variance);
  return {
    mean,
    quantile: (probability) => negativeBinomialQuantile(probability, distribution),
    shortage: (pieces) => negativeBinomialLoss(pieces, distribution),
  };
}

export const normalDemand = (mean: number, deviation: number): DemandView => ({
  mean,
  quantile: (probability) => mean + normalQuantile(probability) * deviation,
  shortage: (pieces) => normalLoss((pieces - mean) / deviation) * deviation,
});
