import { PageQuery } from '#common/http/pages.js';
import { Day, Id, Instant, OneOf, Optional, Text, Whole } from '#common/validation/fields.js';

export const mostPieces = 1_000_000;

export class DemandAdjustmentQuery extends PageQuery {
  @Optional() @Id() partId?: string;
  @Optional() @Id() locationId?: string;
  /** Adjustments of periods that end on this day or later. */
  @Optional() @Day() from?: string;
  /** Adjustments of periods that begin on this day or before. */
  @Optional() @Day() to?: string;
  /** `true`: only those that count; `false`: only those that were taken back. */
  @Optional() @OneOf(['true', 'false']) active?: 'true' | 'false';
}

export class NewDemandAdjustment {
  @Id() partId: string;
  @Id() locationId: string;
  /** First and last day of the period, in UTC; at most 366 days, none of them to come. */
  @Day() from: string;
  @Day() to: string;
  /** More (positive) or fewer than were recorded; what is taken away must be there. */
  @Whole(-mostPieces, mostPieces) pieces: number;
  /** Such as a one-off project, a wrong booking. */
  @Text(500, 3) reason: string;
}

/** What a planner has added to the recorded demand of a period, or taken away from it. */
export class DemandAdjustmentView {
  @Id() id: string;
  @Id() partId: string;
  @Id() locationId: string;
  @Day() from: string;
  @Day() to: string;
  @Whole(-mostPieces, mostPieces) pieces: number;
  @Text(500) reason: string;
  @Text(120) author: string;
  @Instant() enteredAt: string;
  /** The doubted use that it settles; null: entered by itself. */
  @Optional() @Id() doubtedUseId: string | null;
  /** Null: it counts. */
  @Optional() @Instant() takenBackAt: string | null;
  @Optional() @Text(120) takenBackBy: string | null;
  @Whole(1, 2_147_483_647) version: number;
}
