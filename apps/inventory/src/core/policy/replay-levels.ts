import { count, type SimulatedService } from './simulate.js';

/** As the review reads them: order when the position is below the reorder point, up to the other one. */
export interface Levels {
  reorderPoint: number;
  orderUpTo: number;
}

export interface DailyReplay {
  /** Whole days from the order to the shelf; 0: on the same day. */
  leadDays: number;
  /** Orders come in whole packs. */
  pack: number;
  /** First day with a decision; the shelf starts at its order-up-to level. */
  from: number;
  /** First day that counts. */
  countFrom: number;
  /** Day after the last one. */
  to: number;
}

/**
 * Replays the daily review on real demand: each morning the position is compared with the levels that counted on that day, what was ordered `leadDays` ago
 * arrives, then demand takes from the shelf or waits. Whoever supplies has what is ordered. Adds to `into`, whose periods are days here.
 */
export function replayLevels(
  demand: ArrayLike<number>,
  levelsOn: (day: number) => Levels,
  { leadDays, pack, from, countFrom, to }: DailyReplay,
  into: SimulatedService,
): void {
  let net = levelsOn(from).orderUpTo;
  let onOrder = 0;
  const pipeline = new Float64Array(leadDays + 1);
  for (let day = from; day < to; day += 1) {
    const { reorderPoint, orderUpTo } = levelsOn(day);
    const position = net + onOrder;
    const order = position < reorderPoint ? Math.ceil((orderUpTo - position) / pack) * pack : 0;
    const arrivesAt = (day + leadDays) % pipeline.length;
    pipeline[arrivesAt] = (pipeline[arrivesAt] ?? 0) + order;
    const slot = day % pipeline.length;
    const arriving = pipeline[slot] ?? 0;
    pipeline[slot] = 0;
    onOrder += order - arriving;
    net += arriving;
    const wanted = demand[day] ?? 0;
    if (day >= countFrom) count(into, wanted, Math.min(wanted, Math.max(0, net)), Math.max(0, net - wanted));
    net -= wanted;
  }
}
