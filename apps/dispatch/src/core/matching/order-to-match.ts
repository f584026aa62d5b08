import type { Priority } from '#common/events/lists.js';
import type { ProbablePart, TimeWindow } from '#common/events/values.js';
import type { Spot } from './travel.js';

/** What matching needs to know of a repair order. */
export interface OrderToMatch extends Spot {
  category: string;
  skill: string;
  requiredLevel: number;
  certificate: string | null;
  durationMinutes: number;
  windows: readonly TimeWindow[];
  dueBy: Date;
  priority: Priority;
  emergency: boolean;
  likelyParts: readonly ProbablePart[];
  partsAvailableAt: Date | null;
  /** Does the next visit itself: only this site is considered. */
  keptSiteId: string | null;
  preferredTechnicianId: string | null;
  avoidedTechnicianId: string | null;
}
