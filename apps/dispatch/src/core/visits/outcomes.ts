import type { CannotCompleteReason, VisitOutcome } from '#common/events/lists.js';

/** What becomes of an order after a visit. */
export type AfterVisit =
  | { next: 'completed' }
  | { next: 'cannot_complete'; reason: CannotCompleteReason }
  | { next: 'waiting_parts' }
  | { next: 'other_technician'; requiredLevel: number }
  | { next: 'same_site_again' }
  | { next: 'held' };

/** So often nobody opens before the order is given up. */
const closedDoors = 3;

/** Decides what follows from the outcome; `visits` counts this one, `level` is that of the technician who came. */
export function afterVisit(
  outcome: VisitOutcome,
  { visits, requiredLevel }: { visits: number; requiredLevel: number },
  level: number,
  levelNeeded = 0,
): AfterVisit {
  switch (outcome) {
    case 'repaired':
      return { next: 'completed' };
    case 'part_missing':
      return { next: 'waiting_parts' };
    case 'level_too_low': {
      const needed = Math.max(levelNeeded, requiredLevel, level + 1);
      return needed > 5
        ? { next: 'cannot_complete', reason: 'other' }
        : { next: 'other_technician', requiredLevel: needed };
    }
    case 'no_access':
      return visits >= closedDoors ? { next: 'cannot_complete', reason: 'no_access' } : { next: 'same_site_again' };
    case 'unsafe':
      return { next: 'held' };
    case 'beyond_repair':
    case 'no_fault_found':
    case 'customer_refused':
    case 'other':
      return { next: 'cannot_complete', reason: outcome };
  }
}
