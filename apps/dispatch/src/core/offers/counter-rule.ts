import { hourMs, minuteMs } from '../time/zones.js';

/** A counter-offer as the rule sees it. */
export interface CounterTerms {
  start?: string;
  priceMinor?: number;
  parts: readonly unknown[];
}

/**
 * Whether a counter-offer is taken without asking the dispatcher: it moves the time and nothing else, and the work would still be done by
 * `dueBy`, or at most two hours later than proposed.
 */
export function takenByRule(
  { start, priceMinor, parts }: CounterTerms,
  order: { dueBy: Date; durationMinutes: number },
  proposedFinish: Date | null,
): boolean {
  if (start === undefined || priceMinor !== undefined || parts.length > 0) return false;
  const finishMs = Date.parse(start) + order.durationMinutes * minuteMs;
  const latestMs = Math.max(order.dueBy.getTime(), proposedFinish ? proposedFinish.getTime() + 2 * hourMs : 0);
  return finishMs <= latestMs;
}
