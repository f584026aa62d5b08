import type { NetworkTechnician } from '../matching/network.js';
import { takesOrders } from '../sites/site-states.js';
import type { PlanWorld, VisitToPlan } from './plan-world.js';

interface Stretch {
  startMs: number;
  finishMs: number;
}

/** Whether somebody is absent at any moment of this stretch. */
export const isAbsent = (technician: NetworkTechnician | undefined, { startMs, finishMs }: Stretch): boolean =>
  (technician?.absences ?? []).some((absence) => absence.startMs < finishMs && absence.endMs > startMs);

/** Under way, or about to begin. */
export const isSoon = (
  { isUnderWay, startMs }: VisitToPlan,
  { nowMs, frozenMs }: Pick<PlanWorld, 'nowMs' | 'frozenMs'>,
): boolean => isUnderWay || startMs < nowMs + frozenMs;

/** A visit that stays where it is: with a site that gets nothing more, pinned by a person, under way, or about to begin with somebody who is there. */
export function isFixed(
  visit: VisitToPlan,
  technician: NetworkTechnician | undefined,
  { nowMs, frozenMs, sites }: Pick<PlanWorld, 'nowMs' | 'frozenMs' | 'sites'>,
): boolean {
  const site = sites.find(({ id }) => id === visit.siteId);
  if (site && !takesOrders(site.status)) return true;
  return (
    visit.isPinned === true || visit.isUnderWay || (isSoon(visit, { nowMs, frozenMs }) && !isAbsent(technician, visit))
  );
}
