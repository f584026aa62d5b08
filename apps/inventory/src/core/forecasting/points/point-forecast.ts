/** One number for every coming period, and what the method would have said one period ahead at each period of the history. */
export interface PointForecast {
  /** Pieces per period; the same for each coming period. */
  mean: number;
  /** Null where the method had nothing to go by. */
  fitted: (number | null)[];
}

/** Sizes of the demands and the periods between them; the first interval counts from period 1, as Croston's followers do. */
export interface Decomposition {
  sizes: number[];
  intervals: number[];
}

export function decompose(demand: ArrayLike<number>): Decomposition {
  const sizes: number[] = [];
  const intervals: number[] = [];
  let last = -1;
  for (let period = 0; period < demand.length; period += 1) {
    const quantity = demand[period] ?? 0;
    if (quantity === 0) continue;
    sizes.push(quantity);
    intervals.push(period - last);
    last = period;
  }
  return { sizes, intervals };
}

export const meanOf = (values: readonly number[]): number =>
  values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length;
