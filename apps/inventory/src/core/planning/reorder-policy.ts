import { normalQuantile } from './normal-quantile.js';

/** Mean and variance of one day's demand in pieces. */
export interface DailyDemand {
  meanPerDay: number;
  variancePerDay: number;
}

export interface LeadTime {
  meanDays: number;
  deviationDays: number;
}

export interface PolicyInput extends DailyDemand {
  leadTime: LeadTime;
  /** Days between two reviews of the position. */
  reviewDays: number;
  /** Days of demand that one order should cover. */
  cycleDays: number;
  /** Chance of no stock-out in one cycle. */
  serviceLevel: number;
}

/** Order when position < reorderPoint, up to orderUpTo. */
export interface ReorderPolicy {
  reorderPoint: number;
  orderUpTo: number;
  reason: string;
}

/** Mean and variance per day from the sum and the sum of squares of the daily quantities over `days`; days without demand count. */
export function dailyDemand(sum: number, sumOfSquares: number, days: number): DailyDemand {
  const meanPerDay = Math.max(0, sum) / Math.max(1, days);
  const variancePerDay = Math.max(0, sumOfSquares / Math.max(1, days) - meanPerDay ** 2);
  return { meanPerDay, variancePerDay };
}

/**
 * The first rule: mean + z·sigma of the demand over lead time and review, where sigma counts the spread of demand and of the lead time
 * (Silver, Pyke, Thomas: Inventory and Production Management, ch. 6). Without demand nothing is kept: only shortages are ordered.
 */
export function reorderPolicy(input: PolicyInput): ReorderPolicy {
  const { meanPerDay, variancePerDay, leadTime, reviewDays, cycleDays, serviceLevel } = input;
  if (meanPerDay === 0) return { reorderPoint: 0, orderUpTo: 0, reason: 'no demand in the period: nothing is kept' };
  const days = leadTime.meanDays + reviewDays;
  const mean = meanPerDay * days;
  const deviation = Math.sqrt(days * variancePerDay + (meanPerDay * leadTime.deviationDays) ** 2);
  const safetyStock = Math.max(0, normalQuantile(serviceLevel) * deviation);
  const reorderPoint = Math.ceil(mean + safetyStock - 1e-9);
  const orderUpTo = reorderPoint + Math.ceil(meanPerDay * cycleDays) - 1;
  return {
    reorderPoint,
    orderUpTo: Math.max(reorderPoint, orderUpTo),
    reason:
      `${round(meanPerDay)} a day over ${round(days)} days of lead time and review is ${round(mean)}, ` +
      `safety stock for ${round(serviceLevel * 100)} % is ${round(safetyStock)}`,
  };
}

const round = (value: number) => String(Number(value.toPrecision(3)));
