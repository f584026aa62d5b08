import { PageQuery } from '#common/http/pages.js';
import { Decimal, Flag, Id, Instant, OneOf, Optional, Text, Whole } from '#common/validation/fields.js';

const most = 1_000_000;

export class StockPolicyQuery extends PageQuery {
  @Optional() @Id() partId?: string;
  @Optional() @Id() locationId?: string;
  /** `true`: only those with a planner's numbers. */
  @Optional() @OneOf(['true', 'false']) overridden?: 'true' | 'false';
}

export class StockPolicyView {
  @Id() id: string;
  @Id() partId: string;
  @Id() locationId: string;
  @Decimal(0, 1e12) meanPerDay: number;
  @Decimal(0, 1e12) deviationPerDay: number;
  @Decimal(0, 1e6) leadTimeDays: number;
  @Decimal(0, 1e6) leadTimeDeviationDays: number;
  /** What counts: the planner's number if there is one. Order when position < reorderPoint ... */
  @Whole(0, most) reorderPoint: number;
  /** ... up to this position. */
  @Whole(0, most) orderUpTo: number;
  @Whole(0, most) computedReorderPoint: number;
  @Whole(0, most) computedOrderUpTo: number;
  /** How the computed numbers came about. */
  @Text(500) reason: string;
  @Flag() overridden: boolean;
  @Optional() @Text(500) overrideReason: string | null;
  @Optional() @Text(120) overriddenBy: string | null;
  @Optional() @Instant() overriddenAt: string | null;
  /** Then it is back to automatic by itself. */
  @Optional() @Instant() overrideEndsAt: string | null;
  /** Share of pieces served from the shelf that the computed numbers aim at. */
  @Optional() @Decimal(0, 1) targetShare: number | null;
  /** What is planned for so that the target is delivered, as rehearsals on the past say. */
  @Optional() @Decimal(0, 1) plannedShare: number | null;
  /** The run that has published the computed numbers; null: the first rule, mean and spread of recent demand. */
  @Optional() @Id() planningRunId: string | null;
  @Instant() computedAt: string;
  @Whole(1, 2_147_483_647) version: number;
}

export class PolicyOverride {
  @Whole(0, most) reorderPoint: number;
  @Whole(0, most) orderUpTo: number;
  @Text(500, 3) reason: string;
  /** Until it is given back if left out. */
  @Optional() @Instant() endsAt?: string;
}

/** A planner's numbers for an item-location that has none yet, such as a part that a van should carry. */
export class NewStockPolicy extends PolicyOverride {
  @Id() partId: string;
  @Id() locationId: string;
}
