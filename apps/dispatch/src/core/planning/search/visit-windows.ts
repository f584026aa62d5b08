import type { Finer } from './finer.js';

const tiny = 1e-9;

/** The hard and soft windows of visits. */
export class VisitWindows {
  constructor(
    private readonly finer: Finer,
    /** The last window's end, or an earlier one to which the visit is held. */
    private readonly close: Float64Array,
  ) {}

  /** The next soft window's begin when `at` lies in none and the hard window is still open then. */
  softStart(node: number, at: number, closes: number): number {
    const { softFrom, softOpen, softClose } = this.finer;
    for (let window = softFrom[node] as number; window < (softFrom[node + 1] as number); window += 1) {
      if (at > (softClose[window] as number)) continue;
      const opens = softOpen[window] as number;
      return opens > at && opens <= closes ? opens : at;
    }
    return at;
  }

  /** The end of the window in which a visit starts. */
  windowEnd(node: number, starts: number): number {
    const { windowFrom, windowClose } = this.finer;
    const last = windowFrom[node + 1] as number;
    const closes = this.close[node] as number;
    for (let window = windowFrom[node] as number; window < last; window += 1)
      if ((windowClose[window] as number) + tiny >= starts) return Math.min(closes, windowClose[window] as number);
    return closes;
  }

  /** Seconds from a start to the nearest soft window. */
  softDistance(node: number, starts: number): number {
    const { softFrom, softOpen, softClose } = this.finer;
    const [first, last] = [softFrom[node] as number, softFrom[node + 1] as number];
    let least = first === last ? 0 : Infinity;
    for (let window = first; window < last; window += 1)
      least = Math.min(
        least,
        Math.max(0, (softOpen[window] as number) - starts, starts - (softClose[window] as number)),
      );
    return least;
  }
}
