import { PageQuery } from '#common/http/pages.js';
import { Decimal, Flag, Id, Instant, OneOf, Optional, Text, Whole } from '#common/validation/fields.js';

/** What a planner may know better. Reorder points are overridden at the stock policy itself. */
export const overrideKinds = ['forecast', 'class', 'target'] as const;
export type OverrideKind = (typeof overrideKinds)[number];
/** Classes that a planner may give; without demand there is nothing to class. */
export const givenClasses = ['smooth', 'erratic', 'intermittent', 'lumpy'] as const;
export type GivenClass = (typeof givenClasses)[number];

export class PlanningOverrideQuery extends PageQuery {
  @Optional() @Id() partId?: string;
  @Optional() @Id() locationId?: string;
  @Optional() @OneOf(overrideKinds) kind?: OverrideKind;
  /** `true`: only those that count now. */
  @Optional() @OneOf(['true', 'false']) active?: 'true' | 'false';
}

export class NewPlanningOverride {
  @Id() partId: string;
  @Id() locationId: string;
  @OneOf(overrideKinds) kind: OverrideKind;
  /** Of kind `forecast`: pieces a day. */
  @Optional() @Decimal(0, 1_000_000) meanPerDay?: number;
  /** Of kind `class`. */
  @Optional() @OneOf(givenClasses) demandClass?: GivenClass;
  /** Of kind `target`: share of pieces served from the shelf. */
  @Optional() @Decimal(0, 0.9999) targetShare?: number;
  @Text(500, 3) reason: string;
  /** Then it is back to automatic by itself; if left out, when a planner ends it. */
  @Optional() @Instant() endsAt?: string;
}

export class PlanningOverrideView {
  @Id() id: string;
  @Id() partId: string;
  @Id() locationId: string;
  @OneOf(overrideKinds) kind: OverrideKind;
  @Optional() @Decimal(0, 1_000_000) meanPerDay: number | null;
  @Optional() @OneOf(givenClasses) demandClass: GivenClass | null;
  @Optional() @Decimal(0, 1) targetShare: number | null;
  @Text(500) reason: string;
  @Text(120) author: string;
  @Instant() enteredAt: string;
  @Optional() @Instant() endsAt: string | null;
  @Optional() @Instant() endedAt: string | null;
  @Flag() active: boolean;
  @Whole(1, 2_147_483_647) version: number;
}
