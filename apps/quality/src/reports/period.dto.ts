import { type CounterUnit, counterUnits } from '#common/events/lists.js';
import { PageQuery } from '#common/http/pages.js';
import { Code, Decimal, Id, Instant, NumberInQuery, OneOf, Optional, Whole } from '#common/validation/fields.js';
import { type MeasureName, measureNames } from './measures.js';

/** Filters of every report; what is left out does not filter. */
export class ReportFilter {
  /** Orders finished from here on; 90 days before `to` if left out. */
  @Optional() @Instant() from?: string;
  /** Orders finished before; up to now if left out. */
  @Optional() @Instant() to?: string;
  @Optional() @Id() productId?: string;
  @Optional() @Code() category?: string;
  @Optional() @Id() siteId?: string;
}

/** The same filters, with the keys of a bar or a rate, over a list of failure records. */
export class FailureRecordsQuery extends PageQuery {
  @Optional() @Instant() from?: string;
  @Optional() @Instant() to?: string;
  @Optional() @Id() productId?: string;
  @Optional() @Code() category?: string;
  @Optional() @Id() siteId?: string;
  /** `unknown` for records without a fault code. */
  @Optional() @Code() faultCode?: string;
  @Optional() @Id() partId?: string;
  @Optional() @Id() assetId?: string;
  @Optional() @Id() repairOrderId?: string;
  /** Only units whose counter counts this; the bounds of a counter need it. */
  @Optional() @OneOf(counterUnits) counterUnit?: CounterUnit;
  /** The counter showed at least this. */
  @Optional() @NumberInQuery() @Decimal(0, 1_000_000_000_000) counterFrom?: number;
  /** The counter showed less than this. */
  @Optional() @NumberInQuery() @Decimal(0, 1_000_000_000_000) counterTo?: number;
  /** At least so many days old at the failure. */
  @Optional() @NumberInQuery() @Whole(0, 100_000) ageDaysFrom?: number;
  /** Younger than so many days at the failure. */
  @Optional() @NumberInQuery() @Whole(0, 100_000) ageDaysTo?: number;
  /** The records that a rate counts; with `outcome` only its hits or misses. */
  @Optional() @OneOf(measureNames) measure?: MeasureName;
  @Optional() @OneOf(['hit', 'miss']) outcome?: 'hit' | 'miss';
}
