import { PageQuery } from '#common/http/pages.js';
import { Code, Decimal, Id, Instant, Optional, Text, Whole } from '#common/validation/fields.js';

export class QualityAlertsQuery extends PageQuery {
  @Optional() @Id() productId?: string;
  @Optional() @Code() category?: string;
}

export class QualityAlertView {
  @Id() alertId: string;
  @Id() productId: string;
  @Code() category: string;
  @Code() chart: string;
  @Code() rule: string;
  @Text(32) period: string;
  @Whole(0, 100_000_000) failures: number;
  /** Failures per unit-week. */
  @Decimal(0, 1e12) observed: number;
  @Decimal(0, 1e12) expected: number;
  @Decimal(0, 1e12) upperLimit: number;
  /** Unit-weeks. */
  @Decimal(0, 1e12) unitsAtRisk: number;
  @Instant() raisedAt: string;
  /** The chart that it was seen on. */
  @Text(300) chartAt: string;
  @Whole(1, 2_147_483_647) version: number;
}
