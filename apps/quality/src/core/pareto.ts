export interface ParetoBar {
  count: number;
  /** Of all counted, 0..1. */
  share: number;
  /** Of this bar and all before it, 0..1. */
  cumulativeShare: number;
}

/** Adds shares to counts that are sorted from most to least. `total` also counts the bars that are not shown. */
export function toPareto<T extends { count: number }>(bars: readonly T[], total: number): (T & ParetoBar)[] {
  let running = 0;
  return bars.map((bar) => {
    running += bar.count;
    return { ...bar, share: bar.count / total, cumulativeShare: running / total };
  });
}
