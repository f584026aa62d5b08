import { type Backorders, backorders, countPipeline, type Pipeline, poissonPipeline, readyRate } from './pipeline.js';

/** One part in a depot and the bases that it supplies; times and rates in the same unit. */
export interface TwoEchelonItem {
  /** Mean time until the depot has a unit back: repair or purchase. */
  depotTime: number;
  bases: readonly Base[];
}

export interface Base {
  /** Units wanted per unit of time. */
  rate: number;
  /** Time from depot to base when the depot has one. */
  time: number;
}

/**
 * How a base's pipeline is found. `metric` (Sherbrooke 1968): Poisson. `vari-metric` (Graves 1985, Sherbrooke 1986): negative binomial with the right
 * variance. `conditional`: the same, but apart for a depot that owes nothing (Poisson) and one that owes – with many bases VARI-METRIC misses the tail where a
 * depot seldom owes, but then much. `exact`: splits the depot's backorders among the bases.
 */
export type Method = 'metric' | 'vari-metric' | 'conditional' | 'exact';

/** Exact where that is cheap; with many bases, each with a small share of what the depot owes, `conditional` is within 2 % of it at a fraction of the time. */
export const planningMethod = ({ bases }: TwoEchelonItem): Method => (bases.length <= 8 ? 'exact' : 'conditional');

export interface DepotState extends Backorders {
  pipeline: Pipeline;
  stock: number;
  totalRate: number;
}

export function depotState({ depotTime, bases }: TwoEchelonItem, stock: number): DepotState {
  const totalRate = bases.reduce((sum, { rate }) => sum + rate, 0);
  const pipeline = poissonPipeline(totalRate * depotTime);
  return { ...backorders(pipeline, stock), pipeline, stock, totalRate };
}

/** Mean and variance of a base's pipeline: its own way plus its share of what the depot owes. Exact moments (binomial split). */
export function basePipelineMoments({ rate, time }: Base, depot: DepotState): Backorders {
  const share = depot.totalRate > 0 ? rate / depot.totalRate : 0;
  const own = rate * time;
  return {
    mean: own + share * depot.mean,
    variance: own + share * (1 - share) * depot.mean + share * share * depot.variance,
  };
}

/** The distribution of a base's pipeline. */
export function basePipeline(base: Base, depot: DepotState, method: Method): Pipeline {
  const { mean, variance } = basePipelineMoments(base, depot);
  if (method === 'metric') return poissonPipeline(mean);
  if (method === 'vari-metric') return countPipeline(mean, variance);
  if (method === 'conditional') return conditionalPipeline(base, depot);
  const share = depot.totalRate > 0 ? base.rate / depot.totalRate : 0;
  return convolve(poissonPipeline(base.rate * base.time), splitBackorders(depot, share));
}

function conditionalPipeline({ rate, time }: Base, depot: DepotState): Pipeline {
  const own = poissonPipeline(rate * time);
  const owes = 1 - readyRate(depot.pipeline, depot.stock + 1);
  if (owes < 1e-12) return own;
  const share = rate / depot.totalRate;
  const mean = depot.mean / owes;
  const variance = (depot.variance + depot.mean ** 2) / owes - mean * mean;
  const pipelineMean = rate * time + share * mean;
  const owing = countPipeline(pipelineMean, rate * time + share * (1 - share) * mean + share * share * variance);
  const mixed = new Float64Array(Math.max(own.length, owing.length));
  for (let units = 0; units < mixed.length; units += 1)
    mixed[units] = (1 - owes) * (own[units] ?? 0) + owes * (owing[units] ?? 0);
  return mixed;
}

/** Of the depot's backorders each belongs to the base with chance `share`: a binomial of a random number (Simon 1971, Graves 1985). */
function splitBackorders({ pipeline, stock }: DepotState, share: number): Float64Array {
  const most = Math.max(0, pipeline.length - 1 - stock);
  const result = new Float64Array(most + 1);
  for (let units = 0; units <= Math.min(stock, pipeline.length - 1); units += 1)
    result[0] = (result[0] ?? 0) + (pipeline[units] ?? 0);
  // Binomial probabilities of n trials from those of n - 1.
  let binomial = new Float64Array(most + 1);
  binomial[0] = 1;
  for (let owed = 1; owed <= most; owed += 1) {
    const next = new Float64Array(most + 1);
    for (let own = 0; own <= owed; own += 1)
      next[own] = (binomial[own] ?? 0) * (1 - share) + (own > 0 ? (binomial[own - 1] ?? 0) * share : 0);
    binomial = next;
    const weight = pipeline[stock + owed] ?? 0;
    for (let own = 0; own <= owed; own += 1) result[own] = (result[own] ?? 0) + weight * (binomial[own] ?? 0);
  }
  return result;
}

function convolve(one: Float64Array, other: Float64Array): Float64Array {
  const result = new Float64Array(one.length + other.length - 1);
  one.forEach((probability, units) => {
    for (let more = 0; more < other.length; more += 1)
      result[units + more] = (result[units + more] ?? 0) + probability * (other[more] ?? 0);
  });
  return result;
}

export interface BaseService {
  pipelineMean: number;
  pipelineVariance: number;
  backorders: number;
  /** Share of demands served at once. */
  fillRate: number;
}

export interface TwoEchelonService {
  depot: Backorders;
  bases: BaseService[];
  /** Units missing at all bases: what users wait for. */
  totalBackorders: number;
}

/** What stock at the depot and at each base delivers. */
export function evaluate(
  item: TwoEchelonItem,
  depotStock: number,
  baseStock: readonly number[],
  method: Method = planningMethod(item),
): TwoEchelonService {
  const depot = depotState(item, depotStock);
  const bases = item.bases.map((base, index) => {
    const pipeline = basePipeline(base, depot, method);
    const stock = baseStock[index] ?? 0;
    const { mean, variance } = backorders(pipeline, -1);
    return {
      pipelineMean: mean - 1,
      pipelineVariance: variance,
      backorders: backorders(pipeline, stock).mean,
      fillRate: readyRate(pipeline, stock),
    };
  });
  const totalBackorders = bases.reduce((sum, base) => sum + base.backorders, 0);
  return { depot: { mean: depot.mean, variance: depot.variance }, bases, totalBackorders };
}
