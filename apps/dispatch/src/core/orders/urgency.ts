import type { Priority } from '#common/events/lists.js';

/** How urgent an order is. */
export interface Urgency {
  priority: Priority;
  emergency: boolean;
  /** Latest finish by the service level, as far as is known: a clock that stands makes it later when it goes on. */
  dueBy: Date;
  duePaused: boolean;
}

export const urgencyOf = ({ priority, emergency, dueBy, duePaused }: Urgency): Urgency => ({
  priority,
  emergency,
  dueBy,
  duePaused,
});

export const isAsUrgent = (one: Urgency, other: Urgency): boolean =>
  one.priority === other.priority &&
  one.emergency === other.emergency &&
  one.dueBy.getTime() === other.dueBy.getTime() &&
  one.duePaused === other.duePaused;
