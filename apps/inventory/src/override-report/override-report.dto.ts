import { PageQuery } from '#common/http/pages.js';
import { Day, Decimal, Id, Instant, ListOf, Nested, OneOf, Optional, Text, Whole } from '#common/validation/fields.js';
import { type Verdict, verdicts } from '../core/plan/override-effect.js';

/** Forecast, class and target are overridden for an item-location, `policy` is reorder point and order-up-to level themselves. */
export const reportedKinds = ['forecast', 'class', 'target', 'policy'] as const;
export type ReportedKind = (typeof reportedKinds)[number];

export class OverrideReportQuery extends PageQuery {
  @Optional() @Id() partId?: string;
  @Optional() @Id() locationId?: string;
  @Optional() @OneOf(reportedKinds) kind?: ReportedKind;
  @Optional() @Text(120) author?: string;
}

/** One side: with the override, or as it would have been without it. */
export class OverrideSide {
  /** What the forecast expected over these days; null where the policy's own numbers were overridden. */
  @Optional() @Decimal(0, 1e12) expectedPieces: number | null;
  /** Quantile loss of the forecast, pieces per period: the smaller the better. Null before the first whole period. */
  @Optional() @Decimal(0, 1e12) loss: number | null;
  /** Pieces that would not have been on the shelf when they were wanted. */
  @Decimal(0, 1e12) piecesShort: number;
  /** Pieces on the shelf in the evening, on average. */
  @Decimal(0, 1e12) onHand: number;
  /** What shortages and holding would have cost. */
  @Whole(0, Number.MAX_SAFE_INTEGER) costMinor: number;
}

export class OverrideOutcome {
  @Id() overrideId: string;
  @OneOf(reportedKinds) kind: ReportedKind;
  @Id() partId: string;
  @Id() locationId: string;
  /** Of the override. */
  @Text(500) reason: string;
  @Text(120) author: string;
  @Instant() enteredAt: string;
  @Optional() @Instant() endedAt: string | null;
  /** First day that is compared; null: no plan with it was published yet. */
  @Optional() @Day() from: string | null;
  @Whole(0, 1_000) days: number;
  @Decimal(0, 1e12) wantedPieces: number;
  @Optional() @Nested(() => OverrideSide) with: OverrideSide | null;
  @Optional() @Nested(() => OverrideSide) without: OverrideSide | null;
  /** By cost; where costs do not differ by 2 %, by the loss of the forecast. */
  @OneOf(verdicts) verdict: Verdict;
  /** What it saved, negative if it cost more. */
  @Whole(-Number.MAX_SAFE_INTEGER, Number.MAX_SAFE_INTEGER) savedMinor: number;
  @Text(3, 3) currency: string;
  /** The verdict in one sentence with its numbers. */
  @Text(500) inWords: string;
}

export class OverrideSums {
  @Whole(0, 200) helped: number;
  @Whole(0, 200) harmed: number;
  @Whole(0, 200) noDifference: number;
  @Whole(0, 200) tooEarly: number;
}

export class OverrideReport {
  @ListOf(() => OverrideOutcome, 200) items: OverrideOutcome[];
  @Optional() @Text(500) next: string | null;
  /** Over the items of this page. */
  @Nested(() => OverrideSums) sums: OverrideSums;
}
