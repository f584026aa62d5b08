import type { NetworkTechnician } from '../matching/network.js';
import type { PlanWorld, VisitToPlan } from './plan-world.js';

interface Stretch {
  startMs: number;
  finishMs: number;
}

/** Whether somebody is absent at any moment of this stretch. */
export const isAbsent = (technician: NetworkTechnician | undefined, { startMs, finishMs }: Stretch): boolean =>
  (technician?.absences ?? []).some((absence) => absence.startMs < finishMs && absence.endMs > startMs);

/** A visit that stays where it is: pinned by a person, under way, or about to begin with somebody who is there. */
export function isFixed(
  visit: VisitToPlan,
  technician: NetworkTechnician | undefined,
  { nowMs, frozenMs }: Pick<PlanWorld, 'nowMs' | 'frozenMs'>,
): boolean {
  return (
    visit.isPinned === true || visit.isUnderWay || (visit.startMs < nowMs + frozenMs && !isAbsent(technician, visit))
  );
}
