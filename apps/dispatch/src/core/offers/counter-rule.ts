import { minuteMs } from '../time/zones.js';
import type { CounterRule } from './offer-rules.js';

/** A counter-offer as the rule sees it. */
export interface CounterTerms {
  start?: string;
  priceMinor?: number;
  currency?: string;
  parts: readonly unknown[];
}

/** When the offer would have had the work done. */
export interface ProposedTimes {
  start: Date | null;
  finish: Date | null;
}

/**
 * Whether a counter-offer is taken without asking the dispatcher: it wants no other parts, a price that the rule allows if any, and a time that is
 * neither too much later nor too late; without a time of its own the proposed one stays.
 */
export function takenByRule(
  counter: CounterTerms,
  order: { dueBy: Date; durationMinutes: number },
  proposed: ProposedTimes,
  rule: CounterRule,
): boolean {
  if (counter.parts.length > 0 || !isPriceFine(counter, rule)) return false;
  return counter.start === undefined
    ? proposed.start !== null
    : isTimeFine(Date.parse(counter.start), order, proposed, rule);
}

function isPriceFine({ priceMinor, currency }: CounterTerms, { prices }: CounterRule): boolean {
  if (priceMinor === undefined) return true;
  return prices.some((price) => price.currency === currency && priceMinor <= price.mostMinor);
}

function isTimeFine(
  startMs: number,
  { dueBy, durationMinutes }: { dueBy: Date; durationMinutes: number },
  { start, finish }: ProposedTimes,
  { laterMinutes, pastDueMinutes }: CounterRule,
): boolean {
  if (laterMinutes !== null && (!start || startMs > start.getTime() + laterMinutes * minuteMs)) return false;
  const finishMs = startMs + durationMinutes * minuteMs;
  const latestMs = pastDueMinutes > 0 && finish ? finish.getTime() + pastDueMinutes * minuteMs : 0;
  return finishMs <= Math.max(dueBy.getTime(), latestMs);
}
