/** A day, `YYYY-MM-DD`, and pieces of it. */
export type DayPieces = [day: string, pieces: number];

const dayMilliseconds = 86_400_000;

/** All days from the first to the last. */
export function daysBetween(from: string, to: string): string[] {
  const count = Math.round((Date.parse(to) - Date.parse(from)) / dayMilliseconds) + 1;
  return Array.from({ length: Math.max(0, count) }, (_, at) =>
    new Date(Date.parse(from) + at * dayMilliseconds).toISOString().slice(0, 10),
  );
}

/**
 * Whole pieces on the days of a period, only days that get some: added ones evenly, taken ones as the days have demand, so that none falls below zero.
 * `pieces` is signed, `counted` has the pieces that each day has now. Undefined: the period has fewer than are to be taken.
 */
export function spreadPieces(
  pieces: number,
  days: readonly string[],
  counted: ReadonlyMap<string, number>,
): DayPieces[] | undefined {
  const weights = days.map((day) => (pieces > 0 ? 1 : (counted.get(day) ?? 0)));
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  if (pieces < -total || total === 0) return undefined;
  const spread: DayPieces[] = [];
  let [passed, given] = [0, 0];
  days.forEach((day, at) => {
    passed += weights[at] ?? 0;
    const until = Math.floor((Math.abs(pieces) * passed) / total + 0.5);
    if (until > given) spread.push([day, Math.sign(pieces) * (until - given)]);
    given = until;
  });
  return spread;
}
