import type { LotCosts } from './lots.js';
import { type DemandView, newsvendorCost } from './newsvendor.js';

/** Order up to `orderUpTo` when the position is at or below `reorderPoint`. */
export interface MinMax {
  reorderPoint: number;
  orderUpTo: number;
}

/** Demand of one period by its probabilities of 0, 1, 2 … pieces, and as a policy sees it. */
export interface PeriodDemand extends DemandView {
  probability(pieces: number): number;
}

/**
 * The (s, S) with the least cost per period for independent integer demand, reviewed each period, exact (Zheng and Federgruen 1991, with the corrections of
 * 1992). `covered` is demand over the lead time and one period; `period` that of one period. Throws when demand is always 0.
 */
export function bestMinMax(costs: LotCosts, covered: DemandView, period: PeriodDemand): MinMax & { cost: number } {
  const renewals = renewalOf(period);
  const at = (y: number) => newsvendorCost(costs, covered, y);
  const best = covered.quantile(costs.shortage / (costs.shortage + costs.holding));
  const cost = (s: number, S: number) => costOf(costs.fixed, at, renewals, s, S);
  let [low, high] = [best - 1, best];
  while (cost(low, high) > at(low)) low -= 1;
  let found = { reorderPoint: low, orderUpTo: high, cost: cost(low, high) };
  for (high = best + 1; at(high) <= found.cost; high += 1) {
    if (cost(found.reorderPoint, high) >= found.cost) continue;
    let s = found.reorderPoint;
    while (cost(s, high) <= at(s + 1)) s += 1;
    found = { reorderPoint: s, orderUpTo: high, cost: cost(s, high) };
  }
  return found;
}

/** m(j) and M(j): expected visits to, and periods until, j pieces below the order-up-to level. */
interface Renewals {
  visits(pieces: number): number;
  periods(pieces: number): number;
}

function renewalOf(period: PeriodDemand): Renewals {
  const still = 1 - period.probability(0);
  if (!(still > 0)) throw new Error('demand is always 0: there is nothing to order for');
  const visits = [1 / still];
  const periods = [0];
  const grow = (pieces: number) => {
    while (visits.length <= pieces) {
      const j = visits.length;
      let sum = 0;
      for (let step = 1; step <= j; step += 1) sum += period.probability(step) * (visits[j - step] ?? 0);
      visits.push(sum / still);
      periods.push((periods[j - 1] ?? 0) + (visits[j - 1] ?? 0));
    }
  };
  return {
    visits: (pieces) => (grow(pieces), visits[pieces] ?? 0),
    periods: (pieces) => (grow(pieces), periods[pieces] ?? 0),
  };
}

function costOf(fixed: number, at: (y: number) => number, renewals: Renewals, s: number, S: number): number {
  let sum = fixed;
  for (let below = 0; below < S - s; below += 1) sum += renewals.visits(below) * at(S - below);
  return sum / renewals.periods(S - s);
}

/**
 * (s, S) near the best from mean and deviation alone: the revised power approximation of Ehrhardt and Mosier (1984). `mean` of one period,
 * `coveredMean` and `coveredDeviation` over lead time and one period.
 */
export function powerApproximation(
  costs: LotCosts,
  mean: number,
  coveredMean: number,
  coveredDeviation: number,
): MinMax {
  const { fixed, holding, shortage } = costs;
  const spread = (1 + (coveredDeviation / mean) ** 2) ** 0.116;
  const quantity = 1.3 * mean ** 0.494 * (fixed / holding) ** 0.506 * spread;
  const z = Math.sqrt((quantity * holding) / (coveredDeviation * shortage));
  const reorderPoint = 0.973 * coveredMean + coveredDeviation * (0.183 / z + 1.063 - 2.192 * z);
  return { reorderPoint, orderUpTo: reorderPoint + quantity };
}
