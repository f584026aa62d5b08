import type { Schemas } from '../api/client.js';

type Result = Schemas['BulkResult'];

/** As many proposals as the API takes at once. */
export const mostAtOnce = 200;

/** The rows in their order, in groups of at most `size`. */
export const batchesOf = <T>(rows: readonly T[], size = mostAtOnce): T[][] =>
  Array.from({ length: Math.ceil(rows.length / size) }, (_, index) => rows.slice(index * size, (index + 1) * size));

/** What came of two groups, as of one; what is left is what the later one left. */
export function together(one: Result, next: Result): Result {
  const sums = new Map<string, number>();
  for (const { currency, valueMinor } of [...one.totals.values, ...next.totals.values])
    sums.set(currency, (sums.get(currency) ?? 0) + valueMinor);
  return {
    outcomes: [...one.outcomes, ...next.outcomes],
    totals: {
      approved: one.totals.approved + next.totals.approved,
      refused: one.totals.refused + next.totals.refused,
      values: [...sums].map(([currency, valueMinor]) => ({ currency, valueMinor })),
    },
    left: next.left,
  };
}
