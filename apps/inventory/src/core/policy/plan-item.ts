import type { DemandForecast } from '../forecasting/demand-forecast.js';
import type { LatticeDistribution } from '../forecasting/lattice-distribution.js';
import { type ForecastOptions, forecastItem } from '../forecasting/forecast-item.js';
import { fillRate, type StockLevel, type StockTarget, stockFor } from './stock-target.js';

export interface LotRule {
  /** Least pieces per order. */
  minimum: number;
  /** Orders come in whole packs. */
  pack: number;
}

/** How one item-location is replenished. */
export interface PolicyRule {
  leadPeriods: number;
  /** Variance of the lead time in periods², from the lane's history. */
  leadVariance: number;
  reviewPeriods: number;
  target: StockTarget;
  lot: LotRule;
  /** Pieces older than this are scrapped: not more is kept than is likely to be used in it. */
  shelfLifePeriods?: number;
}

export interface ItemPlan {
  forecast: DemandForecast;
  /** Order when the position is at or below `reorderPoint`, up to `orderUpTo`, in whole packs. */
  reorderPoint: number;
  orderUpTo: number;
  /** What this delivers by the forecast. */
  service: StockLevel;
  safetyStock: number;
  /** Why the level is what it is. */
  limits: ('target' | 'minimum-quantity' | 'pack' | 'shelf-life')[];
}

/** From history to policy in one pure step: forecast, protection over lead time and review, level for the target, lots and shelf life. */
export function planItem(
  history: readonly (number | null | undefined)[],
  rule: PolicyRule,
  options: ForecastOptions = {},
): ItemPlan {
  return planForecast(forecastItem(history, options), rule);
}

export function planForecast(forecast: DemandForecast, rule: PolicyRule): ItemPlan {
  const { leadPeriods, leadVariance, reviewPeriods, target, lot } = rule;
  const covered = {
    protection: forecast.sum(leadPeriods + reviewPeriods, leadVariance),
    lead: forecast.sum(leadPeriods, leadVariance),
  };
  const { unit } = covered.protection;
  const limits: ItemPlan['limits'] = ['target'];
  let level = stockFor(target, covered, unit);
  if (rule.shelfLifePeriods !== undefined) {
    const usable = forecast.sum(rule.shelfLifePeriods).quantile(shelfLifeChance);
    if (usable < level.orderUpTo) {
      level = stockFor({ kind: 'cycle-service', share: covered.protection.cdf(usable) }, covered, unit);
      limits.push('shelf-life');
    }
  }
  const quantity = lotOf(lot, unit, limits);
  let reorderPoint = Math.max(-unit, level.orderUpTo - unit);
  if (target.kind === 'fill-rate' && !limits.includes('shelf-life')) {
    // A lot lifts the position above the level on average: the reorder point may be lower.
    reorderPoint = leastWithLots(covered, reorderPoint, quantity, target.share);
  }
  return {
    forecast,
    reorderPoint,
    orderUpTo: level.orderUpTo === 0 ? 0 : reorderPoint + quantity,
    service: level,
    safetyStock: Math.max(0, level.orderUpTo - covered.protection.mean),
    limits,
  };
}

/** What is kept is used within its shelf life with this chance. */
const shelfLifeChance = 0.5;

function lotOf({ minimum, pack }: LotRule, unit: number, limits: ItemPlan['limits']): number {
  const packs = Math.max(1, Math.ceil(Math.max(minimum, unit) / Math.max(pack, unit) - 1e-9));
  if (minimum > unit) limits.push('minimum-quantity');
  if (pack > unit) limits.push('pack');
  return packs * Math.max(pack, unit);
}

/**
 * Least reorder point from `reorderPoint` downwards at which lots of `quantity` still meet the fill rate. Each lower one takes in one position below and
 * leaves one above, so a pack of 10,000 costs no more than a pack of 10.
 */
function leastWithLots(
  covered: { protection: LatticeDistribution; lead: LatticeDistribution },
  reorderPoint: number,
  quantity: number,
  share: number,
): number {
  const { unit, last } = covered.protection;
  const lots = Math.max(1, Math.round(quantity / unit));
  // From the largest possible demand on everything is served; below one unit nothing is.
  const rate = (units: number) => (units > last ? 1 : units <= 0 ? 0 : fillRate(covered, units * unit));
  let units = Math.round(reorderPoint / unit);
  let sum = Math.min(lots, Math.max(0, units + lots - last));
  for (let position = Math.min(units + lots, last); position > units; position -= 1) sum += rate(position);
  while (units >= 0) {
    const lower = sum + rate(units) - rate(units + lots);
    if (lower / lots < share) break;
    sum = lower;
    units -= 1;
  }
  return units * unit;
}

/**
 * Fill rate when orders are lots: positions are spread evenly over reorderPoint + 1 … reorderPoint + quantity, so the fill rate is the mean over them
 * (Hadley and Whitin 1963).
 */
export function fillRateWithLots(
  covered: Parameters<typeof fillRate>[0],
  reorderPoint: number,
  quantity: number,
  unit = 1,
): number {
  let sum = 0;
  const steps = Math.max(1, Math.round(quantity / unit));
  for (let step = 1; step <= steps; step += 1) sum += fillRate(covered, reorderPoint + step * unit);
  return sum / steps;
}
