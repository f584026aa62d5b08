import type { Priority } from '#common/events/lists.js';
import { addWorkingMinutes, type WorkingHours } from '../time/weekly-hours.js';
import { minuteMs } from '../time/zones.js';
import type { Answering } from './answering.js';

/** How long a site may take to name technician and time after it accepted without. */
export const assignMinutes = 120;
/** How long the dispatcher may take to answer a counter-offer. */
export const counterMinutes = 120;

interface Emergency {
  emergency: boolean;
}

/** Answers that the last deadlines cut off were never measured: without room for them each deadline would be shorter than the one before. */
const room = 1.5;
const stepMinutes = 5;
/** A deadline is never shorter than this part of the usual one, nor longer than so many times it. */
const leastShare = 0.5;
const mostShare = 2;

/**
 * How many minutes a site may think about an offer: as long as it takes for enough of its answers to come, by the order's priority, within bounds
 * and in steps of five; `usualMinutes` in an emergency and while too little is known of the site.
 */
export function answerMinutes(
  { emergency, priority }: Emergency & { priority: Priority },
  { enoughMinutes }: Answering,
  usualMinutes: number,
): number {
  if (emergency || !enoughMinutes) return usualMinutes;
  const measured = Math.ceil((enoughMinutes[priority] * room) / stepMinutes) * stepMinutes;
  return Math.min(Math.max(measured, usualMinutes * leastShare), usualMinutes * mostShare);
}

/** The deadline of an offer made now: its minutes count in the site's opening hours, in an emergency around the clock. */
export function deadlineOf({ emergency }: Emergency, hours: WorkingHours, nowMs: number, minutes: number): number {
  return emergency ? nowMs + minutes * minuteMs : addWorkingMinutes(hours, nowMs, minutes);
}

/** Until when a site must have answered whose order has become an emergency: as of an emergency that is offered now, but no later than it had time before. */
export const hastenedDeadline = (deadlineMs: number, nowMs: number, usualMinutes: number): number =>
  Math.min(deadlineMs, nowMs + usualMinutes * minuteMs);

/** Until when a site must have named technician and time: in an emergency as soon as it must have answered the offer. */
export function assignDueOf(
  { emergency }: Emergency,
  hours: WorkingHours,
  nowMs: number,
  offerMinutes: number,
): number {
  return emergency ? nowMs + offerMinutes * minuteMs : addWorkingMinutes(hours, nowMs, assignMinutes);
}

/**
 * Minutes that an offer to this site is expected to lose because it is not accepted: the chance that it is declined times the usual time until an
 * answer, and the chance that nobody answers times the whole time to think (`minutes`).
 */
export const minutesLost = ({ declined, expired, usualMinutes }: Answering, minutes: number): number =>
  declined * Math.min(usualMinutes ?? minutes / 2, minutes) + expired * minutes;
