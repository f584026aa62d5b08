/** At most `failures` within `windowMilliseconds`. */
export interface ThrottleRule {
  failures: number;
  windowMilliseconds: number;
}

const minute = 60_000;

/**
 * How often sign-in may fail: by one name from one address, by one name from anywhere (guessing from many addresses), and from one
 * address for any name (trying leaked passwords).
 */
export const throttleRules = {
  nameAtAddress: { failures: 8, windowMilliseconds: 5 * minute },
  name: { failures: 50, windowMilliseconds: 15 * minute },
  address: { failures: 100, windowMilliseconds: 15 * minute },
} as const satisfies Record<string, ThrottleRule>;

/** Seconds until the next try is allowed, 0 if it is now; `failedAt` in milliseconds, oldest first. */
export function secondsUntilAllowed(failedAt: readonly number[], rule: ThrottleRule, now: number): number {
  const recent = failedAt.filter((time) => time > now - rule.windowMilliseconds);
  const oldestThatCounts = recent[recent.length - rule.failures];
  if (oldestThatCounts === undefined) return 0;
  return Math.max(1, Math.ceil((oldestThatCounts + rule.windowMilliseconds - now) / 1_000));
}
