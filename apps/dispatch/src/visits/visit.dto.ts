import { Type } from 'class-transformer';
import { type VisitOutcome, visitOutcomes } from '#common/events/lists.js';
import { PartQuantity, Place, TimeWindow, UnitUsage, UsedPart } from '#common/events/values.js';
import { PageQuery } from '#common/http/pages.js';
import {
  Code,
  Decimal,
  Flag,
  Id,
  Instant,
  ListOf,
  Nested,
  OneOf,
  OneOfList,
  Optional,
  Text,
  Whole,
} from '#common/validation/fields.js';
import { sayable, type SayableRule } from '../core/visits/overrides.js';
import { type VisitStatus, visitStatuses } from '../core/visits/visit-states.js';

export class Departure {
  /** When it was, if the phone was not connected; now if it is missing. */
  @Optional() @Instant() at?: string;
  @Optional() @Instant() eta?: string;
}

export class Arrival {
  @Optional() @Instant() at?: string;
}

export class StepReport {
  @Code() code: string;
  @Flag() done: boolean;
}

export class FinishedVisit {
  @OneOf(visitOutcomes) outcome: VisitOutcome;
  @Optional() @Instant() at?: string;
  @Optional() @Instant() diagnosedAt?: string;
  @Optional() @Code() symptomCode?: string;
  /** Needed when the outcome is `repaired`; left out when it is `no_fault_found`. */
  @Optional() @Code() faultCode?: string;
  @Optional() @Code() causeCode?: string;
  /** Needed when the outcome is `repaired`. */
  @Optional() @Code() remedyCode?: string;
  @Optional() @ListOf(() => UsedPart, 50) partsUsed?: UsedPart[];
  @Optional() @ListOf(() => PartQuantity, 50) partsUnused?: PartQuantity[];
  /** Needed when the outcome is `part_missing`. */
  @Optional() @ListOf(() => PartQuantity, 50) partsMissing?: PartQuantity[];
  /** With `level_too_low`: the level that is needed; one above the technician's own if it is missing. */
  @Optional() @Whole(1, 5) levelNeeded?: number;
  @Optional() @ListOf(() => StepReport, 50) steps?: StepReport[];
  /** How much the unit had been used: what its counter shows, and its age. */
  @Optional() @Nested(() => UnitUsage) usage?: UnitUsage;
  @Optional() @Flag() faultFreePartReplaced?: boolean;
  /** Needed when the outcome is `unsafe`: what is not safe, for the dispatcher who decides how to go on. */
  @Optional() @Text(2000) note?: string;
}

export class VisitReason {
  @Text(500) reason: string;
}

export class MovedVisit {
  @Instant() start: string;
  @Optional() @Id() technicianId?: string;
  /** How long the work will take from now on, also at a later visit; as before if it is missing. */
  @Optional() @Whole(5, 1440) durationMinutes?: number;
  @Text(500) reason: string;
  /** What is broken knowingly, for this reason; asked for these rules alone. */
  @Optional() @OneOfList(sayable, sayable.length) overrides?: SayableRule[];
}

/** A rule that somebody has allowed this visit to break. */
export class VisitOverrideView {
  @OneOf(sayable) rule: SayableRule;
  @Text(500) reason: string;
}

export class VisitPin {
  @Optional() @Text(500) reason?: string;
}

export class VisitsQuery extends PageQuery {
  @Optional() @OneOf(visitStatuses) status?: VisitStatus;
  @Optional() @Id() technicianId?: string;
  @Optional() @Id() repairOrderId?: string;
  /** `true`: only those of the technician who asks. */
  @Optional() @OneOf(['true', 'false']) mine?: 'true' | 'false';
  @Optional() @Instant() from?: string;
  @Optional() @Instant() to?: string;
}

export class VisitView {
  @Id() id: string;
  @Id() repairOrderId: string;
  @Text(40) orderNumber: string;
  @Id() requestId: string;
  @Id() customerId: string;
  @Id() assetId: string;
  @Id() siteId: string;
  @Id() technicianId: string;
  @Whole(1, 100) sequence: number;
  @OneOf(visitStatuses) status: VisitStatus;
  @Instant() start: string;
  @Instant() finish: string;
  @Optional() @Nested(() => TimeWindow) window?: TimeWindow;
  @Nested(() => Place) place: Place;
  @Code() category: string;
  @Code() skill: string;
  @Whole(1, 5) skillLevel: number;
  @Optional() @Code() symptomCode?: string;
  @Whole(0, 1_000_000) travelSeconds: number;
  @Whole(0, 100_000_000) travelMetres: number;
  @Optional() @Instant() partsAvailableAt?: string;
  @Optional() @Instant() departedAt?: string;
  @Optional() @Instant() eta?: string;
  @Optional() @Instant() arrivedAt?: string;
  @Optional() @Instant() diagnosedAt?: string;
  @Optional() @Instant() finishedAt?: string;
  @Optional() @OneOf(visitOutcomes) outcome?: VisitOutcome;
  @Optional() @Code() faultCode?: string;
  @Optional() @Code() causeCode?: string;
  @Optional() @Code() remedyCode?: string;
  @ListOf(() => UsedPart) partsUsed: UsedPart[];
  @ListOf(() => PartQuantity) partsUnused: PartQuantity[];
  @Optional() @Nested(() => UnitUsage) usage?: UnitUsage;
  @ListOf(() => StepReport) steps: StepReport[];
  /** The steps that every visit must show. */
  @Whole(0, 1000) mandatoryStepsDone: number;
  @Whole(0, 1000) mandatoryStepsTotal: number;
  @Optional() @Text(2000) note?: string;
  @Optional() @Text(500) reason?: string;
  /** Plans and improvements leave it where it is. */
  @Flag() isPinned: boolean;
  @Optional() @Text(500) pinReason?: string;
  @ListOf(() => VisitOverrideView, sayable.length) overrides: VisitOverrideView[];
  @Whole(1, 2_147_483_647) version: number;
}

export class VisitsAtRiskQuery {
  /** Only visits whose chance of being late is at least this; 0.2 if it is missing. */
  @Optional() @Type(() => Number) @Decimal(0.01, 1) chance?: number;
  /** At most this many, 50 if left out. */
  @Optional() @Type(() => Number) @Whole(1, 200) limit?: number;
}

export class VisitAtRisk {
  @Id() visitId: string;
  @Id() repairOrderId: string;
  @Text(40) orderNumber: string;
  @Id() siteId: string;
  @Id() technicianId: string;
  /** When it is booked. */
  @Instant() start: string;
  /** Chance of coming later than the customer was told: after the window, or a quarter of an hour after the booked start. */
  @Decimal(0, 1) startsLate: number;
  /** Chance of finishing after the order's due time. */
  @Decimal(0, 1) endsLate: number;
  /** Expected arrival, and the time that nine of ten cases keep. */
  @Instant() arrivalLikely: string;
  @Instant() arrivalInNineOfTen: string;
}
