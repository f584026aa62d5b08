import { addWorkingMinutes, type WorkingHours } from '../time/weekly-hours.js';
import { minuteMs } from '../time/zones.js';

/** How long a site may take to name technician and time after it accepted without. */
export const assignMinutes = 120;
/** How long the dispatcher may take to answer a counter-offer. */
export const counterMinutes = 120;

interface Emergency {
  emergency: boolean;
}

/** The deadline of an offer made now: its minutes count in the site's opening hours, in an emergency around the clock. */
export function deadlineOf({ emergency }: Emergency, hours: WorkingHours, nowMs: number, offerMinutes: number): number {
  return emergency ? nowMs + offerMinutes * minuteMs : addWorkingMinutes(hours, nowMs, offerMinutes);
}

/** Until when a site must have named technician and time: in an emergency as soon as it must have answered the offer. */
export function assignDueOf(
  { emergency }: Emergency,
  hours: WorkingHours,
  nowMs: number,
  offerMinutes: number,
): number {
  return emergency ? nowMs + offerMinutes * minuteMs : addWorkingMinutes(hours, nowMs, assignMinutes);
}

/** An emergency is offered to several sites at once and the first to accept has it; everything else goes one by one. */
export const offersAtOnce = ({ emergency }: Emergency): number => (emergency ? 3 : 1);
