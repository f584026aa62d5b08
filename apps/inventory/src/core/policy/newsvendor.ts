import { normalLoss, normalQuantile } from '#common/numerics/normal.js';

export interface NewsvendorCosts {
  /** Per piece left over. */
  holding: number;
  /** Per piece short. */
  shortage: number;
}

export interface StockDecision {
  stock: number;
  /** Expected cost of holding and shortage. */
  cost: number;
}

/** Share of the cases in which demand must be covered: shortage / (shortage + holding). Arrow, Harris, Marschak (1951). */
export const criticalRatio = ({ holding, shortage }: NewsvendorCosts): number => shortage / (shortage + holding);

/** Best stock for normal demand (Snyder and Shen, Fundamentals of Supply Chain Theory, 4.3). */
export function normalNewsvendor(costs: NewsvendorCosts, mean: number, deviation: number): StockDecision {
  const z = normalQuantile(criticalRatio(costs));
  const short = normalLoss(z) * deviation;
  return { stock: mean + z * deviation, cost: costs.holding * (z * deviation + short) + costs.shortage * short };
}

/** Demand as a policy needs it: quantiles and expected shortage. `LatticeDistribution` is one. */
export interface DemandView {
  mean: number;
  quantile(probability: number): number;
  shortage(pieces: number): number;
}

/** Best stock for any demand: the quantile at the critical ratio. */
export function newsvendor(costs: NewsvendorCosts, demand: DemandView): StockDecision {
  const stock = demand.quantile(criticalRatio(costs));
  return { stock, cost: newsvendorCost(costs, demand, stock) };
}

/** Expected cost when `stock` is kept: holding what is left, paying for what is short. */
export function newsvendorCost({ holding, shortage }: NewsvendorCosts, demand: DemandView, stock: number): number {
  const short = demand.shortage(stock);
  return holding * (stock - demand.mean + short) + shortage * short;
}
