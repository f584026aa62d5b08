import type { DemandView } from './newsvendor.js';

/** What a planner promises for an item-location. */
export type StockTarget =
  /** Share of pieces served from the shelf at once. */
  | { kind: 'fill-rate'; share: number }
  /** Chance that a review cycle ends without a shortage. */
  | { kind: 'cycle-service'; share: number }
  /** Chance that a job that needs `pieces` finds them all. */
  | { kind: 'job-completion'; share: number; pieces: number }
  /** Cheapest by cost of a piece short (rush order, lost job) against holding one for a period. */
  | { kind: 'cost'; perPieceShort: number; holdingPerPiecePeriod: number };

/** Demand that stock must cover under review every `review` periods with this lead time: all read from one forecast. */
export interface CoveredDemand {
  /** Over lead time and review. */
  protection: DemandView & { cdf?(pieces: number): number };
  /** Over the lead time alone. */
  lead: DemandView;
}

/** Pieces served at once / pieces wanted when reviewed with order-up-to level `stock`: 1 - (short after L + R - short after L) / demand of R. 1 without demand. */
export function fillRate({ protection, lead }: CoveredDemand, stock: number): number {
  const wanted = protection.mean - lead.mean;
  if (!(wanted > 1e-12)) return 1;
  return Math.min(1, Math.max(0, 1 - (protection.shortage(stock) - lead.shortage(stock)) / wanted));
}

/** P(demand over lead time and review <= stock), from the shortages of neighbouring stocks where no cdf is given. */
export function cycleService({ protection }: CoveredDemand, stock: number): number {
  if (stock < 0) return 0;
  return protection.cdf?.(stock) ?? 1 - (protection.shortage(stock) - protection.shortage(stock + 1));
}

export interface StockLevel {
  /** Order-up-to level in pieces. */
  orderUpTo: number;
  fillRate: number;
  cycleService: number;
  /** Pieces on the shelf on average at the end of a period. */
  onHand: number;
  /** Expected pieces waiting at the end of a period. */
  backordered: number;
}

/** Least order-up-to level (in steps of `unit`) that meets the target, and what it delivers by the forecast. */
export function stockFor(target: StockTarget, covered: CoveredDemand, unit = 1): StockLevel {
  return describe(covered, leastStock(target, covered, unit));
}

export function describe(covered: CoveredDemand, orderUpTo: number): StockLevel {
  const backordered = covered.protection.shortage(orderUpTo);
  return {
    orderUpTo,
    fillRate: fillRate(covered, orderUpTo),
    cycleService: cycleService(covered, orderUpTo),
    onHand: Math.max(0, orderUpTo - covered.protection.mean + backordered),
    backordered,
  };
}

function leastStock(target: StockTarget, covered: CoveredDemand, unit: number): number {
  switch (target.kind) {
    case 'cycle-service':
      return covered.protection.quantile(target.share);
    case 'job-completion':
      return covered.protection.mean > 0 ? covered.protection.quantile(target.share) + target.pieces : 0;
    case 'cost':
      return leastWhere(
        (stock) => worth(covered, stock, unit) * target.perPieceShort <= target.holdingPerPiecePeriod * unit,
        covered,
        unit,
      );
    case 'fill-rate':
      return leastWhere((stock) => fillRate(covered, stock) >= target.share - 1e-12, covered, unit);
  }
}

/** Pieces more per review that one more unit serves at once. */
function worth({ protection, lead }: CoveredDemand, stock: number, unit: number): number {
  const more = (view: DemandView) => view.shortage(stock) - view.shortage(stock + unit);
  return Math.max(0, more(protection) - more(lead));
}

/** Upwards in doubling steps, then halved. The worth of a unit can rise before it falls (it is small where the lead time alone takes everything): from the median on it falls. */
function leastWhere(enough: (stock: number) => boolean, { protection, lead }: CoveredDemand, unit: number): number {
  if (protection.mean <= 0) return 0;
  let low = -1;
  let high = Math.max(0, Math.round(lead.quantile(0.5) / unit) - 1);
  if (enough(high * unit)) {
    if (high === 0) return 0;
    low = -1;
  } else {
    for (let step = 1; !enough(high * unit) && high < 2 ** 40; step *= 2) [low, high] = [high, high + step];
  }
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (enough(middle * unit)) high = middle;
    else low = middle;
  }
  return high * unit;
}
