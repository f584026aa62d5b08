import type { ItemPlan, PolicyRule } from '../policy/plan-item.js';
import type { Levels } from '../policy/replay-levels.js';

/** How one item-location is supplied. */
export interface Supply {
  leadTime: { meanDays: number; deviationDays: number };
  /** Refills come from outside, in packs. */
  isBought: boolean;
  packQuantity: number;
}

/** The review looks every day. */
export const reviewDays = 1;
/** Days of demand that one order should cover. */
const cycleDays = { bought: 7, transferred: 2 } as const;

/** The rule by which an item-location is planned to serve this share of pieces, in the periods of its forecast. */
export function policyRule(supply: Supply, periodDays: number, meanPerPeriod: number, share: number): PolicyRule {
  const { leadTime, isBought, packQuantity } = supply;
  const cycle = isBought ? cycleDays.bought : cycleDays.transferred;
  return {
    leadPeriods: leadTime.meanDays / periodDays,
    leadVariance: (leadTime.deviationDays / periodDays) ** 2,
    reviewPeriods: reviewDays / periodDays,
    target: { kind: 'fill-rate', share },
    lot: {
      minimum: Math.max(1, Math.ceil((meanPerPeriod / periodDays) * cycle - 1e-9)),
      pack: isBought ? packQuantity : 1,
    },
  };
}

/** Whole pieces, and the reorder point as the review reads it: order below it, not at it. */
export function levelsOf({ reorderPoint, orderUpTo }: Pick<ItemPlan, 'reorderPoint' | 'orderUpTo'>): Levels {
  const order = Math.max(0, Math.floor(reorderPoint + 1e-9) + 1);
  return { reorderPoint: order, orderUpTo: Math.max(order, Math.ceil(orderUpTo - 1e-9)) };
}
