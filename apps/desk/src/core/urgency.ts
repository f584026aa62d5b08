import { moreUrgent, type Priority } from '#common/events/lists.js';
import type { TimeWindow } from '#common/events/values.js';

/** How urgent a request is, and when the customer can receive somebody. */
export interface Urgency {
  priority: Priority;
  emergency: boolean;
  windows: TimeWindow[];
}

export const mostWindows = 10;

/**
 * What a further report makes of an open request: its urgency only rises, and the windows that it names come first, for they are the customer's last
 * word; windows that have passed make room. Undefined when the report says nothing new.
 */
export function raisedBy(report: Partial<Urgency>, open: Urgency, now: Date): Urgency | undefined {
  const emergency = open.emergency || report.emergency === true;
  const asked = report.priority ?? (report.emergency ? 'urgent' : open.priority);
  const priority = moreUrgent(open.priority, asked);
  const added = (report.windows ?? []).filter((window) => !open.windows.some((known) => isSame(known, window)));
  if (emergency === open.emergency && priority === open.priority && added.length === 0) return undefined;
  if (added.length === 0) return { priority, emergency, windows: open.windows };
  const left = open.windows.filter(({ to }) => new Date(to) > now);
  return { priority, emergency, windows: [...added, ...left].slice(0, mostWindows) };
}

const isSame = (one: TimeWindow, other: TimeWindow) =>
  Date.parse(one.from) === Date.parse(other.from) && Date.parse(one.to) === Date.parse(other.to);
