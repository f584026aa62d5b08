/** Why a forecast is as it is, as codes with their numbers: the screen puts them into words in each language. */
export const reasonCodes = [
  'no-history',
  'no-demand-group-rate',
  'class',
  'short-history-default',
  'lowest-loss',
  'kept-difference-small',
  'group-falls',
  'long-since-demand',
  'gaps-filled',
  'returns-clipped',
  'not-a-number',
  'one-off-capped',
  'leading-gap',
  'installed-base',
  'pooled',
  'planner-class',
  'planner-mean',
  'method-changed',
  'class-changed',
  'level-rose',
  'level-fell',
] as const;
export type ReasonCode = (typeof reasonCodes)[number];

export interface Reason {
  code: ReasonCode;
  /** What the words need: names of classes and methods, numbers with their unit in the key. */
  values: Record<string, string | number>;
}

export const reason = (code: ReasonCode, values: Reason['values'] = {}): Reason => ({ code, values });

/** What of a forecast is kept to say next time what changed. */
export interface ForecastSummary {
  method: string;
  demandClass: string;
  meanPerPeriod: number;
}

/** What changed since the last run; a level counts as changed from a third up or a quarter down. */
export function changesSince(before: ForecastSummary, now: ForecastSummary): Reason[] {
  const changes: Reason[] = [];
  if (before.method !== now.method) changes.push(reason('method-changed', { from: before.method, to: now.method }));
  if (before.demandClass !== now.demandClass) {
    changes.push(reason('class-changed', { from: before.demandClass, to: now.demandClass }));
  }
  const numbers = { fromPerPeriod: before.meanPerPeriod, toPerPeriod: now.meanPerPeriod };
  if (now.meanPerPeriod > before.meanPerPeriod * (4 / 3)) changes.push(reason('level-rose', numbers));
  if (now.meanPerPeriod < before.meanPerPeriod * 0.75) changes.push(reason('level-fell', numbers));
  return changes;
}
