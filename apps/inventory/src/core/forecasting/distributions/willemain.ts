import type { RandomGenerator } from 'pure-rand/types/RandomGenerator';
import { uniformFloat64 } from 'pure-rand/distribution/uniformFloat64';
import { normalQuantile } from '#common/numerics/normal.js';
import { LatticeDistribution } from '../lattice-distribution.js';
import { seenSizes, sumOverStates } from './occurrence.js';

/** Chances of demand after a period without (0) and with demand (1), as they were seen. */
export interface Transitions {
  afterNone: number;
  afterDemand: number;
}

/** Counted from one period to the next; where a state was never left, the share of periods with demand. */
export function transitionsOf(demand: ArrayLike<number>): Transitions {
  const counts = [0, 0];
  const hits = [0, 0];
  for (let period = 1; period < demand.length; period += 1) {
    const state = (demand[period - 1] ?? 0) > 0 ? 1 : 0;
    counts[state] = (counts[state] ?? 0) + 1;
    hits[state] = (hits[state] ?? 0) + ((demand[period] ?? 0) > 0 ? 1 : 0);
  }
  const share = seenSizes(demand).length / Math.max(1, demand.length);
  const chance = (state: number) => ((counts[state] ?? 0) > 0 ? (hits[state] ?? 0) / (counts[state] ?? 1) : share);
  return { afterNone: chance(0), afterDemand: chance(1) };
}

/**
 * Lead-time demand of Willemain, Smart and Schwarz (2004): whether demand comes follows a two-state Markov chain from the last period's state, sizes are
 * drawn from those seen. Computed exactly instead of by drawing, without the jitter of sizes.
 */
export function willemainExact(demand: ArrayLike<number>, periods: number): LatticeDistribution {
  const { afterNone, afterDemand } = transitionsOf(demand);
  const start = (demand[demand.length - 1] ?? 0) > 0 ? 1 : 0;
  return sumOverStates(2, start, periods, seenSizes(demand), (state) => ({
    chance: state === 1 ? afterDemand : afterNone,
    hit: 1,
    miss: 0,
  }));
}

/**
 * The same by drawing, with the paper's jitter: a size X becomes 1 + floor(X + Z·sqrt(X)), or X where that is not positive, so that sizes appear
 * that were not seen. The random generator decides; the same seed gives the same answer.
 */
export function willemainBootstrap(
  demand: ArrayLike<number>,
  periods: number,
  random: RandomGenerator,
  draws = 1000,
): LatticeDistribution {
  const sizes = seenSizes(demand);
  const { afterNone, afterDemand } = transitionsOf(demand);
  const sums = Array.from({ length: draws }, () => {
    let [state, sum] = [(demand[demand.length - 1] ?? 0) > 0, 0];
    for (let period = 0; period < periods; period += 1) {
      state = uniformFloat64(random) < (state ? afterDemand : afterNone);
      if (state) sum += jittered(sizes[Math.floor(uniformFloat64(random) * sizes.length)] ?? 0, random);
    }
    return sum;
  });
  const probabilities = new Float64Array(Math.max(0, ...sums) + 1);
  for (const sum of sums) probabilities[sum] = (probabilities[sum] ?? 0) + 1 / draws;
  return new LatticeDistribution(probabilities);
}

function jittered(size: number, random: RandomGenerator): number {
  const z = normalQuantile(Math.min(1 - 1e-12, Math.max(1e-12, uniformFloat64(random))));
  const moved = 1 + Math.floor(size + z * Math.sqrt(size));
  return moved > 0 ? moved : size;
}
