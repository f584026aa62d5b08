import type { DemandView } from './newsvendor.js';

export interface LastTimeCosts {
  /** Price of a piece now. */
  unit: number;
  /** Holding to the end and scrapping one that is never needed. */
  leftOver: number;
  /** One missing later: redesign, cannibalising, a unit replaced. */
  short: number;
}

export interface LastTimeBuy {
  quantity: number;
  criticalRatio: number;
  expectedShort: number;
  expectedLeftOver: number;
}

/**
 * What to buy of a part that cannot be bought again: the quantile of the remaining need at (short - unit) / (short + leftOver), so that the last
 * piece is as likely to save a shortage as it pays (newsvendor; Fortuin 1980). 0 when a shortage costs no more than a piece. `inStock` is deducted.
 */
export function lastTimeBuy(remaining: DemandView, costs: LastTimeCosts, inStock = 0): LastTimeBuy {
  const criticalRatio = Math.max(0, (costs.short - costs.unit) / (costs.short + costs.leftOver));
  const wanted = criticalRatio > 0 ? remaining.quantile(criticalRatio) : 0;
  const quantity = Math.max(0, wanted - inStock);
  const expectedShort = remaining.shortage(quantity + inStock);
  return {
    quantity,
    criticalRatio,
    expectedShort,
    expectedLeftOver: quantity + inStock - remaining.mean + expectedShort,
  };
}

/** Expected pieces of each coming year when `unitsInField` retire at a yearly share and each needs so many pieces a year: what a last-time buy must cover. */
export function remainingNeed(
  unitsInField: number,
  retiringShare: number,
  piecesPerUnitYear: number,
  years: number,
): number[] {
  return Array.from(
    { length: years },
    (_, year) => unitsInField * (1 - retiringShare) ** (year + 0.5) * piecesPerUnitYear,
  );
}

/** A part like a new one: its demand per unit in the field in each period after its launch. */
export interface LikePart {
  /** 0 … 1, by category, price and function; a person may set it. */
  likeness: number;
  piecesPerUnitPeriod: readonly number[];
}

/** Demand of a new part by likeness: weighted mean of what like parts needed per unit at the same age, times the units in the field then. Zero without any. */
export function introductionDemand(like: readonly LikePart[], unitsInField: readonly number[]): number[] {
  return unitsInField.map((units, age) => {
    let [sum, weight] = [0, 0];
    for (const { likeness, piecesPerUnitPeriod } of like) {
      const rate = piecesPerUnitPeriod[Math.min(age, piecesPerUnitPeriod.length - 1)];
      if (rate === undefined) continue;
      sum += likeness * rate;
      weight += likeness;
    }
    return weight > 0 ? (units * sum) / weight : 0;
  });
}

/** Periods until the stock of a superseded part is used up, or `most`; the successor is needed from then on. */
export function periodsUntilUsedUp(stock: number, meanAhead: (period: number) => number, most = 520): number {
  let left = stock;
  for (let period = 1; period <= most; period += 1) {
    const used = meanAhead(period);
    if (used >= left) return period - 1 + (used > 0 ? left / used : 0);
    left -= used;
  }
  return most;
}
