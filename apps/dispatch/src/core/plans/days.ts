const dayMs = 86_400_000;
/** Days of one plan at most. */
const mostDays = 14;

/** First and last of these local days (`YYYY-MM-DD`) from `today` on, a fortnight at most; undefined when all are over. */
export function daysOf(days: readonly string[], today: string): { firstDay: string; lastDay: string } | undefined {
  const left = days.filter((day) => day >= today).toSorted();
  const [firstDay, last] = [left[0], left.at(-1)];
  if (firstDay === undefined || last === undefined) return undefined;
  const latest = new Date(Date.parse(`${firstDay}T00:00:00Z`) + (mostDays - 1) * dayMs).toISOString().slice(0, 10);
  return { firstDay, lastDay: last < latest ? last : latest };
}
