import { LatticeDistribution } from '../lattice-distribution.js';

const negligible = 1e-12;
const mostUnits = 20_000;

/**
 * Demand of `orders` expected orders (Poisson), each of 1, 2 … units with the probabilities `sizes[0], sizes[1] …`: Panjer's recursion (1981),
 * g(k) = orders/k · sum of j·size(j)·g(k - j). Throws when the sizes do not sum to 1 or the sum has no size to compute with (beyond 700 orders).
 */
export function compoundPoisson(orders: number, sizes: readonly number[], unit = 1): LatticeDistribution {
  const sum = sizes.reduce((total, probability) => total + probability, 0);
  if (Math.abs(sum - 1) > 1e-6) throw new Error(`probabilities of sizes sum to ${sum}, not to 1`);
  if (!(orders >= 0 && orders <= 700))
    throw new Error(`${orders} orders: use a negative binomial with the same moments beyond 700`);
  const probabilities = [Math.exp(-orders)];
  let cumulated = probabilities[0] ?? 1;
  const mean = orders * sizes.reduce((total, probability, index) => total + probability * (index + 1), 0);
  for (let units = 1; units < mostUnits && (1 - cumulated > negligible || units < mean); units += 1) {
    let term = 0;
    for (let size = 1; size <= Math.min(units, sizes.length); size += 1)
      term += size * (sizes[size - 1] ?? 0) * (probabilities[units - size] ?? 0);
    probabilities.push((orders / units) * term);
    cumulated += probabilities[units] ?? 0;
  }
  return new LatticeDistribution(Float64Array.from(probabilities), unit);
}

/** Probabilities of sizes 1, 2 … that are geometric with this chance to stop, cut where less than 1e-13 is left. */
export function geometricSizes(stop: number): number[] {
  const length = stop >= 1 ? 1 : Math.ceil(Math.log(1e-13) / Math.log1p(-stop));
  const sizes = Array.from({ length }, (_, index) => stop * (1 - stop) ** index);
  const sum = sizes.reduce((total, probability) => total + probability, 0);
  return sizes.map((probability) => probability / sum);
}
