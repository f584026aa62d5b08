/** Costs of keeping a part at a place against getting it when it is wanted; all in one currency, rates per period. */
export interface StockingCosts {
  demandPerPeriod: number;
  /** Pieces that would be kept, and holding one of them for a period (capital, space, scrap risk). */
  stockPieces: number;
  holdingPerPiecePeriod: number;
  /** Share of demands that the stock would serve at once. */
  fillRate: number;
  /** Extra for one demand that is not served at once: rush order, second visit, waiting customer. */
  perShortage: number;
  /** Review, counting and space of one more kept part, per period. */
  perKeptPartPeriod: number;
}

export interface StockingDecision {
  keep: boolean;
  costKept: number;
  costNotKept: number;
  /** Demand per period from which keeping pays. */
  breakEvenPerPeriod: number;
  reason: 'pays' | 'does-not-pay' | 'kept-by-criticality';
}

/**
 * Whether to keep a part: holding and handling against the shortages it saves; break-even where both cost the same (Silver, Pyke, Thomas, 8.6). A critical
 * part is kept whatever it costs.
 */
export function stockOrNot(costs: StockingCosts, critical = false): StockingDecision {
  const { demandPerPeriod, stockPieces, holdingPerPiecePeriod, fillRate, perShortage, perKeptPartPeriod } = costs;
  const keeping = stockPieces * holdingPerPiecePeriod + perKeptPartPeriod;
  const costKept = keeping + demandPerPeriod * (1 - fillRate) * perShortage;
  const costNotKept = demandPerPeriod * perShortage;
  const saved = fillRate * perShortage;
  const pays = costKept < costNotKept;
  return {
    keep: pays || critical,
    costKept,
    costNotKept,
    breakEvenPerPeriod: saved > 0 ? keeping / saved : Number.POSITIVE_INFINITY,
    reason: pays ? 'pays' : critical ? 'kept-by-criticality' : 'does-not-pay',
  };
}
