import type { LatticeDistribution } from '../lattice-distribution.js';
import { seenSizes, sumOverStates } from './occurrence.js';

/** Ages are told apart up to this many periods. */
const mostAges = 24;
/** The chance at an age is pulled towards the overall one as by so many periods. */
const pull = 4;

/** Chance of demand by periods since the last one (index 0: demand in the period before), as seen and pulled towards the overall share. */
export function renewalHazard(demand: ArrayLike<number>): Float64Array {
  const seen = new Float64Array(mostAges);
  const hits = new Float64Array(mostAges);
  const share = seenSizes(demand).length / Math.max(1, demand.length);
  let since = 0;
  for (let period = 0; period < demand.length; period += 1) {
    const age = Math.min(mostAges - 1, since);
    const hit = (demand[period] ?? 0) > 0;
    seen[age] = (seen[age] ?? 0) + 1;
    if (hit) hits[age] = (hits[age] ?? 0) + 1;
    since = hit ? 0 : since + 1;
  }
  return hits.map((count, age) => (count + pull * share) / ((seen[age] ?? 0) + pull));
}

/**
 * Demand over `periods` when the chance of demand depends on the time since the last one (a discrete renewal process) and sizes are those seen. For
 * parts that wear out together the chance rises with age, for parts that die it falls.
 */
export function renewalDistribution(demand: ArrayLike<number>, periods: number): LatticeDistribution {
  const hazard = renewalHazard(demand);
  let since = 0;
  for (let period = demand.length - 1; period >= 0 && (demand[period] ?? 0) === 0; period -= 1) since += 1;
  const start = Math.min(mostAges - 1, since);
  return sumOverStates(mostAges, start, periods, seenSizes(demand), (age) => ({
    chance: hazard[age] ?? 0,
    hit: 0,
    miss: Math.min(mostAges - 1, age + 1),
  }));
}
