import { brentRoot } from '#common/numerics/brent.js';
import { normalCdf, normalDensity, normalLoss, normalQuantile } from '#common/numerics/normal.js';
import { normalDemand } from './demand-views.js';
import { criticalRatio, type DemandView, type NewsvendorCosts, newsvendorCost } from './newsvendor.js';

export interface LotCosts extends NewsvendorCosts {
  /** Per order placed. */
  fixed: number;
}

/** Order `quantity` when the position falls to `reorderPoint`. */
export interface LotPolicy {
  reorderPoint: number;
  quantity: number;
}

/** Best lot without uncertainty (Harris 1913): cost per period = sqrt(2·fixed·demand·holding). */
export function economicLot({ fixed, holding }: Pick<LotCosts, 'fixed' | 'holding'>, demandPerPeriod: number) {
  return {
    quantity: Math.sqrt((2 * fixed * demandPerPeriod) / holding),
    cost: Math.sqrt(2 * fixed * demandPerPeriod * holding),
  };
}

/** Demand per period and its normal approximation over the lead time. */
export interface LotDemand {
  perPeriod: number;
  leadMean: number;
  leadDeviation: number;
}

/**
 * (r, Q) by expected inventory level (Snyder and Shen, 5.3.1; Hadley and Whitin 1963): shortage counted per piece, lot and reorder point in turn until
 * they stay. Throws when a shortage costs too little for any stock to pay.
 */
export function lotByExpectedLevel(costs: LotCosts, demand: LotDemand): LotPolicy & { cost: number } {
  const { perPeriod, leadMean, leadDeviation } = demand;
  const { fixed, holding, shortage } = costs;
  let quantity = economicLot(costs, perPeriod).quantity;
  let [z, before] = [0, -1];
  for (let round = 0; round < 500 && Math.abs(quantity - before) > 1e-10 * quantity; round += 1) {
    const outside = (quantity * holding) / (shortage * perPeriod);
    if (outside >= 1) throw new Error(`a shortage at ${shortage} a piece costs less than stock: do not stock`);
    z = normalQuantile(1 - outside);
    before = quantity;
    quantity = Math.sqrt((2 * perPeriod * (fixed + shortage * normalLoss(z) * leadDeviation)) / holding);
  }
  const reorderPoint = leadMean + z * leadDeviation;
  const short = normalLoss(z) * leadDeviation;
  const cost = holding * (reorderPoint - leadMean + quantity / 2) + (perPeriod * (fixed + shortage * short)) / quantity;
  return { reorderPoint, quantity, cost };
}

/** The reorder point at which a lot pays best: where being at r and at r + Q costs the same (Zheng 1992). Shortage counted per piece and period. */
export function reorderPointForLot(costs: NewsvendorCosts, demand: LotDemand, quantity: number): number {
  const view = normalDemand(demand.leadMean, demand.leadDeviation);
  const difference = (r: number) => newsvendorCost(costs, view, r) - newsvendorCost(costs, view, r + quantity);
  const best = view.quantile(criticalRatio(costs));
  return brentRoot(difference, best - quantity - 1, best, 1e-13);
}

/** Lot of the deterministic model with planned backorders, reorder point to go with it. */
export function lotWithBackorders(costs: LotCosts, demand: LotDemand): LotPolicy {
  const { holding, shortage } = costs;
  const quantity = economicLot(costs, demand.perPeriod).quantity * Math.sqrt((holding + shortage) / shortage);
  return { quantity, reorderPoint: reorderPointForLot(costs, demand, quantity) };
}

/** Economic lot with safety stock at the critical ratio over the lead time. */
export function lotWithSafetyStock(costs: LotCosts, demand: LotDemand): LotPolicy {
  const { quantity } = economicLot(costs, demand.perPeriod);
  return { quantity, reorderPoint: demand.leadMean + normalQuantile(criticalRatio(costs)) * demand.leadDeviation };
}

/** Cost per period of any (r, Q): (fixed·demand + integral of the newsvendor cost from r to r + Q) / Q; the integral in closed form. */
export function lotCost(costs: LotCosts, demand: LotDemand, { reorderPoint, quantity }: LotPolicy): number {
  const { leadMean, leadDeviation, perPeriod } = demand;
  const total = (y: number) => {
    const z = (y - leadMean) / leadDeviation;
    // Integral of the loss function: -(second-order loss); d/dy of it is E(D - y)+.
    const second = (leadDeviation * leadDeviation * ((z * z + 1) * (1 - normalCdf(z)) - z * normalDensity(z))) / 2;
    return (costs.holding * (y - leadMean) ** 2) / 2 - (costs.holding + costs.shortage) * second;
  };
  return (costs.fixed * perPeriod + total(reorderPoint + quantity) - total(reorderPoint)) / quantity;
}

/** Best (r, Q) for integer demand over the lead time: the lot grows to whichever side is cheaper while that lowers the mean (Federgruen and Zheng 1992). */
export function bestIntegerLot(costs: LotCosts, perPeriod: number, lead: DemandView): LotPolicy & { cost: number } {
  const at = (y: number) => newsvendorCost(costs, lead, y);
  const best = lead.quantile(criticalRatio(costs));
  let [reorderPoint, quantity] = [best - 1, 1];
  let cost = costs.fixed * perPeriod + at(best);
  for (;;) {
    const [below, above] = [at(reorderPoint), at(reorderPoint + quantity + 1)];
    const cheaper = Math.min(below, above);
    if (cheaper >= cost) return { reorderPoint, quantity, cost };
    cost = (cost * quantity + cheaper) / (quantity + 1);
    quantity += 1;
    if (below <= above) reorderPoint -= 1;
  }
}
