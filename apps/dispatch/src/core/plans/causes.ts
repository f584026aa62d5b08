/** What may go otherwise than planned while the day runs; the first ones weigh most. */
export const dayEvents = ['technician-absent', 'urgent', 'overrun', 'part-late', 'no-show', 'cancelled'] as const;
export type DayEvent = (typeof dayEvents)[number];

/** Why the plan of a running day is looked at again. */
export interface Cause {
  event: DayEvent;
  /** RFC 3339, business time. */
  at: string;
  /** Whose day it upsets; missing when nobody has the order yet. */
  technicianId?: string;
  visitId?: string;
  repairOrderId?: string;
  orderNumber?: string;
}

/** So many count in one improvement; those that weigh least are left out of a larger heap. */
export const mostCauses = 20;

const words: Record<DayEvent, string> = {
  'technician-absent': 'a technician is absent',
  urgent: 'an urgent order',
  overrun: 'a visit takes longer than planned',
  'part-late': 'a part comes later',
  'no-show': 'a visit did not take place',
  cancelled: 'a visit was cancelled',
};

/** Causes that are known already and new ones: of the same thing the newer, the weightiest first. */
export function mergeCauses(known: readonly Cause[], added: readonly Cause[]): Cause[] {
  const byThing = new Map([...known, ...added].map((cause) => [thingOf(cause), cause]));
  return [...byThing.values()]
    .sort((one, other) => weightOf(one) - weightOf(other) || (one.at < other.at ? 1 : -1))
    .slice(0, mostCauses);
}

const weightOf = ({ event }: Cause) => dayEvents.indexOf(event);
const thingOf = ({ event, visitId, repairOrderId, technicianId }: Cause) =>
  `${event} ${event === 'technician-absent' ? technicianId : (visitId ?? repairOrderId ?? technicianId)}`;

/** The reason that the history of an order gives for a change of the running day. */
export const reasonOf = (causes: readonly Cause[]): string =>
  `improvement of the day: ${[...new Set(causes.map(({ event }) => words[event]))].join(', ')}`;

/** What a site lets happen to its running day: changes are published, proposed, or not looked for. */
export const dayImprovements = ['automatic', 'proposed', 'off'] as const;
export type DayImprovements = (typeof dayImprovements)[number];

/** Why an improvement that was looked for is none: nothing was better, nobody can take over, its facts have changed, its time is over. */
export const lapseReasons = ['nothing-better', 'nobody', 'changed', 'over'] as const;
export type LapseReason = (typeof lapseReasons)[number];
