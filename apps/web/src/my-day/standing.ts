import type { Visit } from '../visits/queries.js';

export type VisitStatus = Visit['status'];

/** Somebody is to come, or comes. */
export const isOnTheWay = (status: VisitStatus): boolean => status === 'planned' || status === 'en_route';

/** Where a report stands that was begun: it can be sent, it stays to be read as somebody else has ended the visit, or it is done with. */
export function reportStanding(status: VisitStatus, isHeld: boolean, wasBegun: boolean): 'open' | 'over' | undefined {
  if (status === 'on_site' && !isHeld) return 'open';
  return wasBegun && (status === 'cancelled' || status === 'missed') ? 'over' : undefined;
}
