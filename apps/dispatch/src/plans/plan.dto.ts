import { type PlanKind, planKinds, type PlanStatus, planStatuses } from '#common/events/lists.js';
import { PageQuery } from '#common/http/pages.js';
import {
  Code,
  Day,
  Decimal,
  Flag,
  Id,
  IdList,
  Instant,
  ListOf,
  Nested,
  OneOf,
  Optional,
  Text,
  Whole,
} from '#common/validation/fields.js';
import { type DayEvent, dayEvents, type LapseReason, lapseReasons, mostCauses } from '../core/plans/causes.js';
import { type PlanChange, planChanges } from '../core/plans/plan-outcome.js';
import { type RefusalReason, refusalReasons } from '../core/plans/publishing.js';
import { type TravelSource, travelSources } from '../core/plans/roads.js';

/** Orders of one publication at most. */
export const mostRows = 3_000;

export class PlanRequest {
  /** The sites whose technicians and visits are planned together. */
  @IdList(100) siteIds: string[];
  /** First and last day, local to each site; at most 14 days. */
  @Day() from: string;
  @Day() to: string;
  /** How long the solver may search, 10 if it is missing. */
  @Optional() @Whole(1, 120) seconds?: number;
  /** The same seed, sites and state give much the same plan. */
  @Optional() @Whole(0, 2_147_483_647) seed?: number;
}

export class PublishPlan {
  /** Only these orders; all that change if it is missing. */
  @Optional() @IdList(mostRows) repairOrderIds?: string[];
}

export class PlansQuery extends PageQuery {
  @Optional() @OneOf(planKinds) kind?: PlanKind;
  @Optional() @OneOf(planStatuses) status?: PlanStatus;
}

export class PlanFiguresView {
  @Whole(0, 1_000_000) served: number;
  @Whole(0, 1_000_000) unserved: number;
  @Whole(0, 1_000_000) lateOrders: number;
  @Decimal(0, 1e12) latenessMinutes: number;
  @Decimal(0, 1e12) travelMinutes: number;
  @Decimal(0, 1e12) travelKilometres: number;
  /** Standard deviation of the hours out, among the technicians who are out. */
  @Decimal(0, 1e12) spreadOfHours: number;
}

/** What happened while the day ran. */
export class CauseView {
  @OneOf(dayEvents) event: DayEvent;
  @Instant() at: string;
  /** Whose day it upsets. */
  @Optional() @Id() technicianId?: string;
  @Optional() @Id() visitId?: string;
  @Optional() @Id() repairOrderId?: string;
  @Optional() @Text(40) orderNumber?: string;
}

/** Who said how long the drives take. */
export class PlanTravelView {
  @OneOf(travelSources) source: TravelSource;
  /** Of all pairs of places, for which the great circle stands in because the road server did not know or answer: 0..1. */
  @Decimal(0, 1) estimatedShare: number;
}

export class PlanView {
  @Id() id: string;
  /** `improvement`: reckoned because the running day goes otherwise than planned. */
  @OneOf(planKinds) kind: PlanKind;
  /** Why an improvement was looked for; none for a day plan. */
  @ListOf(() => CauseView, mostCauses) causes: CauseView[];
  /** Why a lapsed improvement is none. */
  @Optional() @OneOf(lapseReasons) lapsedBecause?: LapseReason;
  @OneOf(planStatuses) status: PlanStatus;
  @IdList(100) siteIds: string[];
  @Day() from: string;
  @Day() to: string;
  @Whole(1, 120) seconds: number;
  @Whole(0, 2_147_483_647) seed: number;
  @Text(200) requestedBy: string;
  @Instant() requestedAt: string;
  @Optional() @Instant() startedAt?: string;
  @Optional() @Instant() endedAt?: string;
  @Optional() @Instant() publishedAt?: string;
  /** Share of the solver's time that is used. */
  @Decimal(0, 1) progress: number;
  /** Why it failed. */
  @Optional() @Text(2000) error?: string;
  /** What is booked now, and what the plan would make of it: the same orders in both. */
  @Optional() @Nested(() => PlanFiguresView) before?: PlanFiguresView;
  @Optional() @Nested(() => PlanFiguresView) after?: PlanFiguresView;
  /** Visits that change technician; visits that only change time. */
  @Optional() @Whole(0, 1_000_000) changedTechnicians?: number;
  @Optional() @Whole(0, 1_000_000) changedTimes?: number;
  @Optional() @Decimal(-1e12, 1e12) cost?: number;
  @Optional() @Nested(() => PlanTravelView) travel?: PlanTravelView;
  @Whole(1, 2_147_483_647) version: number;
}

export class PlannedAtView {
  @Id() siteId: string;
  @Id() technicianId: string;
  @Instant() start: string;
  @Instant() finish: string;
  /** The technician fetches parts that are set aside for it at the own site before. */
  @Optional() @Flag() fetchesParts?: boolean;
}

export class PlanRowView {
  @Id() repairOrderId: string;
  @Text(40) orderNumber: string;
  /** `unplaced`: the plan has nobody; a booked visit stays as it is until somebody decides. */
  @OneOf(planChanges) change: PlanChange;
  @Optional() @Id() visitId?: string;
  @Optional() @Nested(() => PlannedAtView) before?: PlannedAtView;
  @Optional() @Nested(() => PlannedAtView) after?: PlannedAtView;
  /** A person wants it to stay where it is: the plan does not move it. */
  @Flag() isPinned: boolean;
  /** The rule that left nobody. */
  @Optional() @Code() rule?: string;
  @Flag() isPublished: boolean;
}

export class PlanRowsQuery extends PageQuery {
  @Optional() @OneOf(planChanges) change?: PlanChange;
}

export class RefusedRow {
  @Id() repairOrderId: string;
  @Text(40) orderNumber: string;
  @OneOf(refusalReasons) reason: RefusalReason;
  /** What happened and what to do. */
  @Text(500) detail: string;
}

export class PublicationView {
  @Nested(() => PlanView) plan: PlanView;
  @Whole(0, 3000) published: number;
  /** Each with its reason; nothing of them was changed. */
  @ListOf(() => RefusedRow, mostRows) refused: RefusedRow[];
}
