/** What a back-test of one item-location delivered; sums over items give the delivered fill of a group. */
export interface SimulatedService {
  wanted: number;
  servedAtOnce: number;
  /** Periods with demand, and those served in full. */
  lines: number;
  linesInFull: number;
  /** Pieces on the shelf at the ends of the counted periods, summed. */
  onHandSum: number;
  periods: number;
}

export interface ReplayRule {
  leadPeriods: number;
  /** First period with an order decision; the shelf starts at its order-up-to level. */
  from: number;
  /** First period that counts. */
  countFrom: number;
  /** Period after the last one. */
  to: number;
}

export const nothingSimulated = (): SimulatedService => ({
  wanted: 0,
  servedAtOnce: 0,
  lines: 0,
  linesInFull: 0,
  onHandSum: 0,
  periods: 0,
});

/**
 * Replays (R = 1 period, S) on real demand: at the start of each period what was ordered `leadPeriods` ago arrives, the order-up-to level decided
 * from what was known then is restored by an order, then demand takes from the shelf or waits. Adds to `into`. What waits is served first and is
 * not served at once.
 */
export function replayOrderUpTo(
  demand: ArrayLike<number>,
  orderUpTo: (period: number) => number,
  rule: ReplayRule,
  into: SimulatedService,
): void {
  const { leadPeriods, from, countFrom, to } = rule;
  let net = orderUpTo(from);
  let onOrder = 0;
  const pipeline = new Float64Array(leadPeriods + 1);
  for (let period = from; period < to; period += 1) {
    const slot = period % (leadPeriods + 1);
    const arriving = pipeline[slot] ?? 0;
    net += arriving;
    onOrder -= arriving;
    const order = Math.max(0, orderUpTo(period) - net - onOrder);
    pipeline[slot] = 0;
    pipeline[(period + leadPeriods) % (leadPeriods + 1)] = order;
    onOrder += order;
    const wanted = demand[period] ?? 0;
    const served = Math.min(wanted, Math.max(0, net));
    net -= wanted;
    if (period >= countFrom) count(into, wanted, served, Math.max(0, net));
  }
}

/** Adds what happened in one period. */
export function count(into: SimulatedService, wanted: number, served: number, onHand: number): void {
  into.wanted += wanted;
  into.servedAtOnce += served;
  into.lines += wanted > 0 ? 1 : 0;
  into.linesInFull += wanted > 0 && served >= wanted ? 1 : 0;
  into.onHandSum += onHand;
  into.periods += 1;
}

/** Share of pieces served at once; 1 when nothing was wanted. */
export const deliveredFill = ({ wanted, servedAtOnce }: SimulatedService): number =>
  wanted > 0 ? servedAtOnce / wanted : 1;
