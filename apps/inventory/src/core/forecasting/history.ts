/** What was done to a history before anything was computed from it; a planner sees each beside the forecast. */
export const historyNotes = [
  'gaps-filled',
  'returns-clipped',
  'not-a-number',
  'one-off-capped',
  'leading-gap',
] as const;
export type HistoryNote = (typeof historyNotes)[number];

export interface CleanHistory {
  /** Net demand per period, oldest first, finite and never negative. */
  demand: Float64Array;
  notes: HistoryNote[];
  /** Periods whose quantity was capped as a one-off. */
  cappedPeriods: number[];
}

export interface CleanOptions {
  /** Periods marked as one-offs by a person: their quantity is capped at what is usual. */
  oneOffPeriods?: readonly number[];
}

/** Above this a quantity is a typing error, not a demand: 2^40 pieces in a period. */
const mostPerPeriod = 2 ** 40;
/** Below this a quantity is what adding and subtracting left behind, not a demand: half of the finest unit. */
const leastPerPeriod = 0.0005;

/**
 * A history on which every method works, whatever came in: `null`, `undefined` and NaN are gaps (before the first known period they are left out,
 * later they count as no demand), net returns and dust count as none, infinities and absurd quantities as gaps. Marked one-offs are capped at the
 * largest other quantity within twice the mean of the other demands.
 */
export function cleanHistory(raw: readonly (number | null | undefined)[], options: CleanOptions = {}): CleanHistory {
  const notes = new Set<HistoryNote>();
  let start = 0;
  while (start < raw.length && gap(raw[start])) start += 1;
  if (start > 0) notes.add('leading-gap');
  const demand = new Float64Array(raw.length - start);
  for (let period = start; period < raw.length; period += 1) {
    const quantity = raw[period];
    if (gap(quantity)) notes.add(quantity === null || quantity === undefined ? 'gaps-filled' : 'not-a-number');
    else if (quantity < 0) notes.add('returns-clipped');
    else if (quantity >= leastPerPeriod) demand[period - start] = quantity;
  }
  const cappedPeriods = capOneOffs(demand, start, options.oneOffPeriods ?? []);
  if (cappedPeriods.length > 0) notes.add('one-off-capped');
  return { demand, notes: [...notes], cappedPeriods };
}

const gap = (quantity: number | null | undefined): quantity is null | undefined =>
  quantity === null || quantity === undefined || Number.isNaN(quantity) || Math.abs(quantity) > mostPerPeriod;

function capOneOffs(demand: Float64Array, start: number, periods: readonly number[]): number[] {
  if (periods.length === 0) return [];
  const marked = new Set(periods.map((period) => period - start));
  const others = demand.filter((quantity, period) => quantity > 0 && !marked.has(period));
  const mean = others.length === 0 ? 0 : others.reduce((sum, quantity) => sum + quantity, 0) / others.length;
  const cap = Math.max(0, ...others.filter((quantity) => quantity <= 2 * mean));
  const capped = [...marked].filter((period) => (demand[period] ?? 0) > cap);
  for (const period of capped) demand[period] = cap;
  return capped.map((period) => period + start);
}

/**
 * Periods that look like one-offs, for a person to mark: above `factor` times the largest other quantity of a history with at least six demands.
 * Nothing is changed by it.
 */
export function suspectedOneOffs(demand: ArrayLike<number>, factor = 4): number[] {
  let [largest, second, count, at] = [0, 0, 0, -1];
  for (let period = 0; period < demand.length; period += 1) {
    const quantity = demand[period] ?? 0;
    if (quantity > 0) count += 1;
    if (quantity > largest) [second, largest, at] = [largest, quantity, period];
    else if (quantity > second) second = quantity;
  }
  return count >= 6 && largest > factor * second ? [at] : [];
}
