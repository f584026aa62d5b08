import { LatticeDistribution } from '../lattice-distribution.js';

/** Units of the demands that were seen, each equally likely to come again. */
export function seenSizes(demand: ArrayLike<number>): number[] {
  return Array.from(demand)
    .filter((quantity) => quantity > 0)
    .map((quantity) => Math.max(1, Math.round(quantity)));
}

/**
 * Distribution of a sum over `periods`, where in each period demand comes with a chance that depends on a state, with one of the seen sizes: exact, by
 * carrying the probabilities of (state, sum) from period to period. `step(state)` gives the chance of demand and the states after demand and
 * after none. Sums beyond `mostUnits` are put on the last one.
 */
export function sumOverStates(
  states: number,
  start: number,
  periods: number,
  sizes: readonly number[],
  step: (state: number) => { chance: number; hit: number; miss: number },
): LatticeDistribution {
  const width = Math.min(mostUnits, periods * Math.max(0, ...sizes)) + 1;
  let current = Array.from({ length: states }, () => new Float64Array(width));
  const first = current[start];
  if (first) first[0] = 1;
  for (let period = 0; period < periods; period += 1) {
    const next = Array.from({ length: states }, () => new Float64Array(width));
    current.forEach((sums, state) => {
      const { chance, hit, miss } = step(state);
      const [afterHit, afterMiss] = [next[hit], next[miss]];
      if (afterHit && afterMiss) spread(sums, sizes, chance, afterHit, afterMiss);
    });
    current = next;
  }
  const all = new Float64Array(width);
  for (const sums of current) sums.forEach((probability, units) => (all[units] = (all[units] ?? 0) + probability));
  return new LatticeDistribution(all);
}

const mostUnits = 5000;

function spread(
  sums: Float64Array,
  sizes: readonly number[],
  chance: number,
  hit: Float64Array,
  miss: Float64Array,
): void {
  sums.forEach((probability, units) => {
    if (probability === 0) return;
    miss[units] = (miss[units] ?? 0) + probability * (1 - chance);
    for (const size of sizes) {
      const at = Math.min(hit.length - 1, units + size);
      hit[at] = (hit[at] ?? 0) + (probability * chance) / sizes.length;
    }
  });
}
