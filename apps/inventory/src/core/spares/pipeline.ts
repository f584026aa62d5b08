import { negativeBinomialOf, negativeBinomialProbability } from '#common/numerics/negative-binomial.js';
import { poissonProbability } from '#common/numerics/poisson.js';

/** Units that a place is waiting for (in repair or on their way), as probabilities of 0, 1, 2 … */
export type Pipeline = Float64Array;

const negligible = 1e-15;

/** Poisson pipeline: Palm's theorem, any repair time with this mean (Palm 1938, Feeney and Sherbrooke 1966). */
export function poissonPipeline(mean: number): Pipeline {
  return countPipeline(mean, mean);
}

/** Negative binomial with these two moments (Graves 1985), Poisson where the variance does not exceed the mean. */
export function countPipeline(mean: number, variance: number): Pipeline {
  const dispersion = mean > 0 ? variance / mean : 1;
  const over = dispersion > 1 + 1e-9;
  const size = over ? mean / (dispersion - 1) : mean;
  const slope = over ? (dispersion - 1) / dispersion : 0;
  let term = over ? Math.exp(-size * Math.log(dispersion)) : Math.exp(-mean);
  if (term === 0) return largePipeline(mean, variance);
  const terms: number[] = [term];
  for (let units = 0; units < mean || term > negligible; units += 1) {
    term *= over ? ((size + units) * slope) / (units + 1) : mean / (units + 1);
    terms.push(term);
  }
  return Float64Array.from(terms);
}

/** Where the chance of 0 is too small for a number: each chance on its own instead of from the one before. */
function largePipeline(mean: number, variance: number): Pipeline {
  const last = Math.ceil(mean + 9 * Math.sqrt(variance) + 9 * (variance / mean));
  const over = variance > mean * (1 + 1e-9) ? negativeBinomialOf(mean, variance) : undefined;
  return Float64Array.from({ length: last + 1 }, (_, units) =>
    over ? negativeBinomialProbability(units, over) : poissonProbability(units, mean),
  );
}

export interface Backorders {
  mean: number;
  variance: number;
}

/** Mean and variance of the units short when `stock` are kept against this pipeline. */
export function backorders(pipeline: Pipeline, stock: number): Backorders {
  let [mean, square] = [0, 0];
  for (let units = stock + 1; units < pipeline.length; units += 1) {
    const short = units - stock;
    mean += short * (pipeline[units] ?? 0);
    square += short * short * (pipeline[units] ?? 0);
  }
  return { mean, variance: square - mean * mean };
}

/** Expected units short at stock 0, 1, 2 … up to `most`: each is the one before less the chance that more are wanted than were kept. */
export function backorderCurve(pipeline: Pipeline, most: number): Float64Array {
  const curve = new Float64Array(most + 1);
  let short = 0;
  pipeline.forEach((probability, units) => (short += units * probability));
  let above = 1;
  for (let stock = 0; stock <= most; stock += 1) {
    curve[stock] = Math.max(0, short);
    above -= pipeline[stock] ?? 0;
    short -= Math.max(0, above);
  }
  return curve;
}

/** Chance that a demand finds a unit: fewer than `stock` are outstanding. */
export function readyRate(pipeline: Pipeline, stock: number): number {
  let sum = 0;
  for (let units = 0; units < stock; units += 1) sum += pipeline[units] ?? 0;
  return Math.min(1, sum);
}
