/** Where to stand in a history to judge a forecast by what came after. */
export interface Origins {
  /** Numbers of periods known at each origin, ascending. */
  ends: number[];
  /** Periods judged after each. */
  horizon: number;
}

/**
 * Up to four origins, the last one with `horizon` periods after it; the horizon shrinks to a third of a short history. None when fewer than three periods
 * would be known or judged.
 */
export function rollingOrigins(periods: number, horizon: number): Origins {
  const judged = Math.min(horizon, Math.floor(periods / 3));
  const step = Math.max(1, Math.round(judged / 4));
  const first = Math.max(3, Math.floor(periods / 3));
  const ends: number[] = [];
  for (let end = periods - judged; end >= first && ends.length < 4; end -= step) ends.unshift(end);
  return { ends: judged < 2 ? [] : ends, horizon: judged };
}
