import { PageQuery } from '#common/http/pages.js';
import { Code, Id, Instant, OneOf, Optional } from '#common/validation/fields.js';
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
  /** The records that a rate counts; with `outcome` only its hits or misses. */
  @Optional() @OneOf(measureNames) measure?: MeasureName;
  @Optional() @OneOf(['hit', 'miss']) outcome?: 'hit' | 'miss';
}
