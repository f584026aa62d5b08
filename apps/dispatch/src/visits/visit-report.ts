import type { VisitOutcome } from '#common/events/lists.js';
import type { PartQuantity, UnitUsage, UsedPart } from '#common/events/values.js';
import type { StepDone } from './visit.entity.js';

/** What a technician reports at the end of a visit. */
export interface VisitReport {
  outcome: VisitOutcome;
  symptomCode?: string;
  faultCode?: string;
  causeCode?: string;
  remedyCode?: string;
  partsUsed: UsedPart[];
  partsUnused: PartQuantity[];
  /** With `part_missing`: what the next visit needs. */
  partsMissing: PartQuantity[];
  steps: StepDone[];
  usage?: UnitUsage;
  faultFreePartReplaced?: boolean;
  /** With `level_too_low`: the level that the technician thinks is needed. */
  levelNeeded?: number;
  diagnosedAt?: Date;
  note?: string;
}
