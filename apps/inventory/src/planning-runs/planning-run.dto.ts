import { Type } from 'class-transformer';
import { type PlanningRunStatus, planningRunStatuses } from '#common/events/lists.js';
import { PageQuery } from '#common/http/pages.js';
import {
  CodeList,
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
import { WhatIf } from './lab.dto.js';

const largest = 2_147_483_647;
/** `override`: a planner has said what the history does not say, or that has ended; `what-if`: it back-tests and plans nothing. */
const triggers = ['planner', 'weekly', 'override', 'what-if'] as const;

/** Which item-locations are planned; what is left out does not narrow it, so `{}` means all. */
export class PlanningScope {
  @Optional() @CodeList(50) categories?: string[];
  @Optional() @IdList(500) partIds?: string[];
  @Optional() @IdList(500) locationIds?: string[];
}

export class NewPlanningRun {
  @Nested(() => PlanningScope) scope: PlanningScope;
  /** Coming periods that are forecast one by one, 13 if left out. */
  @Optional() @Whole(1, 52) horizonPeriods?: number;
  /** Days of a period: 1, 7 or 28. If left out: weeks from half a year of history on, days before. */
  @Optional() @Whole(1, 28) periodDays?: number;
  /** Draws the item-locations from which a category is learnt; the same seed on the same history gives the same run. */
  @Optional() @Whole(0, largest) seed?: number;
  /** Publish it as soon as it is done. */
  @Optional() @Flag() publishWhenDone?: boolean;
  /** Back-test methods and fill rates on the own past of the scope instead of planning; see `GET /planning-runs/{id}/lab`. */
  @Optional() @Nested(() => WhatIf) whatIf?: WhatIf;
}

export class PlanningRunQuery extends PageQuery {
  @Optional() @OneOf(planningRunStatuses) status?: PlanningRunStatus;
}

export class PlanningRunView {
  @Id() id: string;
  @OneOf(planningRunStatuses) status: PlanningRunStatus;
  @OneOf(triggers) trigger: (typeof triggers)[number];
  @Flag() publishWhenDone: boolean;
  @Nested(() => PlanningScope) scope: PlanningScope;
  /** What it back-tests; null: it plans. */
  @Optional() @Nested(() => WhatIf) whatIf: WhatIf | null;
  @Whole(1, 52) horizonPeriods: number;
  @Optional() @Whole(1, 28) periodDays: number | null;
  /** Whole periods of history behind it. */
  @Optional() @Whole(0, 1_000) periods: number | null;
  /** The history ends the day before. */
  @Day() asOf: string;
  @Whole(0, largest) seed: number;
  /** The matrix of targets that it plans with; null until it is prepared. */
  @Optional() @Whole(1, largest) targetMatrixVersion: number | null;
  @Whole(0, largest) partsTotal: number;
  @Whole(0, largest) partsDone: number;
  @Whole(0, largest) itemLocations: number;
  /** What its policies keep on the shelf on average, at cost. */
  @Decimal(0, 1e18) stockValueMinor: number;
  @Instant() requestedAt: string;
  @Text(120) requestedBy: string;
  @Optional() @Instant() endedAt: string | null;
  @Optional() @Instant() publishedAt: string | null;
  @Optional() @Text(120) publishedBy: string | null;
  @Optional() @Text(500) failure: string | null;
  @Whole(1, largest) version: number;
}

export class ComparisonQuery {
  /** The run to compare with. */
  @Id() with: string;
  /** At most this many differing item-locations, 50 if left out. */
  @Optional() @Type(() => Number) @Whole(1, 200) limit?: number;
}

/** One run's figures for the item-locations that both planned. */
export class RunFigures {
  @Id() id: string;
  @Whole(0, largest) itemLocations: number;
  @Decimal(0, 1e18) meanPerDay: number;
  @Decimal(0, 1e18) orderUpTo: number;
  @Decimal(0, 1e18) stockValueMinor: number;
}

export class RunDifference {
  @Id() partId: string;
  @Id() locationId: string;
  @Decimal(0, 1e12) meanPerDay: number;
  @Decimal(0, 1e12) otherMeanPerDay: number;
  @Whole(0, largest) reorderPoint: number;
  @Whole(0, largest) otherReorderPoint: number;
  @Whole(0, largest) orderUpTo: number;
  @Whole(0, largest) otherOrderUpTo: number;
  /** Of this run less that of the other one. */
  @Decimal(-1e18, 1e18) stockValueMinor: number;
  @Text(500) reason: string;
  @Text(500) otherReason: string;
}

export class RunComparison {
  @Nested(() => RunFigures) run: RunFigures;
  @Nested(() => RunFigures) other: RunFigures;
  /** Item-locations that only one of them has planned. */
  @Whole(0, largest) onlyInRun: number;
  @Whole(0, largest) onlyInOther: number;
  /** Item-locations whose reorder point or order-up-to level differ. */
  @Whole(0, largest) differing: number;
  /** The largest differences of value first. */
  @ListOf(() => RunDifference, 200) differences: RunDifference[];
}
