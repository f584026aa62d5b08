import { gammaLogTails } from '#common/numerics/gamma-distribution.js';
import { normalCdfQuick } from '#common/numerics/normal.js';
import { LatticeDistribution } from './lattice-distribution.js';

/** A negative binomial by its first two moments in units; Poisson when the dispersion is 1. */
export interface CountPart {
  mean: number;
  /** Variance / mean, at least 1. */
  dispersion: number;
}

/** Observed values in units, ascending, with weights that sum to 1. */
export interface ObservedPart {
  values: readonly number[];
  weights: readonly number[];
}

/** `share` of the probability on what was observed, the rest on the count distribution. */
export interface Mixture {
  count: CountPart;
  observed: ObservedPart;
  share: number;
}

/** From this mean on, single units do not matter and steps get coarser. */
const largeMean = 400;
/** A tail of about 23 times the dispersion carries a probability: beyond this it is taken in coarser steps, too. */
const largeDispersion = 2000;
const mostSteps = 1024;
/** Steps when only a loss is to be compared. */
const roughSteps = 256;
const negligible = 1e-10;

/**
 * Quantiles in units at ascending probabilities, written to `into`: one walk upwards through the counts, without an object per step. For means up to
 * `largeMean` and dispersions up to `largeDispersion`; above them in coarse steps.
 */
export function mixtureQuantiles(
  mixture: Mixture,
  probabilities: readonly number[],
  into: Float64Array | number[],
): void {
  const { count, observed, share } = mixture;
  if (isLarge(count)) return largeQuantiles(mixture, probabilities, into);
  const { values, weights } = observed;
  const walk = startOf(count);
  let [term, next, cdfCount, cdfObserved] = [walk.first, 0, walk.first, 0];
  let index = 0;
  const last = values.length;
  for (let units = 0; index < probabilities.length; units += 1) {
    while (next < last && (values[next] ?? 0) <= units) cdfObserved += weights[next++] ?? 0;
    const cdf = share * cdfObserved + (1 - share) * cdfCount;
    while (index < probabilities.length && cdf >= (probabilities[index] ?? 1) - 1e-12) into[index++] = units;
    term *= (walk.size + units * walk.slope) / (units + 1);
    cdfCount += term;
    if (!(term >= 1e-17 || units <= count.mean)) {
      if (next >= last) break;
      units = Math.max(units, Math.ceil(values[next] ?? 0) - 1);
    }
  }
  for (; index < probabilities.length; index += 1) into[index] = Math.max(into[index - 1] ?? 0, values[last - 1] ?? 0);
}

/** Its mean in units, as the whole distribution has it. */
export function mixtureMean({ count, observed, share }: Mixture): number {
  let seen = 0;
  const { values, weights } = observed;
  for (let at = 0; at < values.length; at += 1) seen += Math.ceil(values[at] ?? 0) * (weights[at] ?? 0);
  return (1 - share) * count.mean + share * seen;
}

/** Whether single units are too many to be looked at one by one: then the whole distribution has coarser steps. */
export const isCoarse = (mixture: Mixture) => isLarge(mixture.count) || largestOf(mixture) > 50 * mostSteps;

const only = new Float64Array(1);

/** One quantile in pieces as `latticeOf` has it, without the rest of the distribution. */
export function mixtureQuantile(mixture: Mixture, probability: number, unit: number): number {
  if (!isCoarse(mixture)) {
    mixtureQuantiles(mixture, [probability], only);
    return (only[0] ?? 0) * unit;
  }
  const { mean, dispersion } = mixture.count;
  if (mixture.share > 0 || mean <= 0) return latticeOf(mixture, unit).quantile(probability);
  const step = topOf(mean, dispersion, 0) / mostSteps;
  let [low, high] = [0, mostSteps];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (gammaCdf((middle + 0.5) * step, mean, dispersion) >= probability - 1e-12) high = middle;
    else low = middle + 1;
  }
  return low * unit * step;
}

/** The recurrence of Katz: p(k + 1) = p(k)·(size + k·slope)/(k + 1) holds for the Poisson (slope 0) and the negative binomial. */
function startOf({ mean, dispersion }: CountPart): { first: number; size: number; slope: number } {
  if (dispersion <= 1.0001) return { first: Math.exp(-mean), size: mean, slope: 0 };
  const size = mean / (dispersion - 1);
  const slope = (dispersion - 1) / dispersion;
  return { first: Math.exp(-size * Math.log(dispersion)), size: size * slope, slope };
}

function largeQuantiles(mixture: Mixture, probabilities: readonly number[], into: Float64Array | number[]): void {
  const lattice = coarseLattice(mixture, 1, largestOf(mixture), roughSteps);
  probabilities.forEach((probability, index) => (into[index] = lattice.quantile(probability)));
}

const isLarge = ({ mean, dispersion }: CountPart) => mean > largeMean || dispersion > largeDispersion;

const largestOf = ({ share, observed }: Mixture) => (share > 0 ? (observed.values.at(-1) ?? 0) : 0);

/** The whole distribution in pieces, where one unit of the mixture is `unit` pieces. */
export function latticeOf(mixture: Mixture, unit: number): LatticeDistribution {
  const { count, observed } = mixture;
  const largest = largestOf(mixture);
  if (isCoarse(mixture)) {
    return coarseLattice(mixture, unit, largest, mostSteps);
  }
  const probabilities = countProbabilities(count, Math.ceil(largest));
  for (let units = 0; units < probabilities.length; units += 1)
    probabilities[units] = (probabilities[units] ?? 0) * (1 - mixture.share);
  observed.values.forEach((value, index) => {
    const units = Math.ceil(value);
    probabilities[units] = (probabilities[units] ?? 0) + mixture.share * (observed.weights[index] ?? 0);
  });
  return new LatticeDistribution(probabilities, unit);
}

/** Grows with what is asked for; most distributions are a few dozen terms. */
let terms = new Float64Array(1024);

function countProbabilities(count: CountPart, atLeast: number): Float64Array {
  const { first, size, slope } = startOf(count);
  let [term, sum] = [first, first];
  terms[0] = first;
  let units = 0;
  for (; units < atLeast || (1 - sum > negligible && (term > 1e-17 || units < count.mean)); units += 1) {
    term *= (size + units * slope) / (units + 1);
    sum += term;
    if (units + 1 >= terms.length) terms = grown(terms);
    terms[units + 1] = term;
  }
  return terms.slice(0, units + 1);
}

function grown(full: Float64Array<ArrayBuffer>): Float64Array<ArrayBuffer> {
  const larger = new Float64Array(2 * full.length);
  larger.set(full);
  return larger;
}

/** Where demand is large: so many steps, the count part as a gamma distribution with the same two moments. */
function coarseLattice(
  { count, observed, share }: Mixture,
  unit: number,
  largest: number,
  steps: number,
): LatticeDistribution {
  const { mean, dispersion } = count;
  const step = topOf(mean, dispersion, largest) / steps;
  const probabilities = new Float64Array(steps + 1);
  let before = 0;
  for (let index = 0; index <= steps && mean > 0; index += 1) {
    const cdf = gammaCdf((index + 0.5) * step, mean, dispersion);
    probabilities[index] = (1 - share) * Math.max(0, cdf - before);
    before = Math.max(before, cdf);
  }
  if (mean <= 0) probabilities[0] = 1 - share;
  observed.values.forEach((value, at) => {
    const index = Math.min(steps, Math.round(value / step));
    probabilities[index] = (probabilities[index] ?? 0) + share * (observed.weights[at] ?? 0);
  });
  return new LatticeDistribution(probabilities, unit * step);
}

/** Beyond this hardly anything is wanted. */
const topOf = (mean: number, dispersion: number, largest: number) =>
  Math.max(largest, mean + 12 * Math.sqrt(mean * dispersion) + 20 * dispersion);

/** Exact for skewed shapes, where the series is short; else by the cube root of Wilson and Hilferty (1931), which is right to 0.001 from shape 4 on. */
function gammaCdf(x: number, mean: number, dispersion: number): number {
  const shape = mean / dispersion;
  if (shape < 4) return Math.exp(gammaLogTails(x, shape, dispersion).lower);
  const third = 1 / (9 * shape);
  return normalCdfQuick((Math.cbrt(x / mean) - 1 + third) / Math.sqrt(third));
}
