import { Code, Decimal, Id, Instant, Optional, Text, Whole } from '../validation/fields.js';
import { exampleId, exampleInstant } from './values.js';

/** Published when a failure rate left its limits on a chart; heard by the gateway (tells quality engineers). */
export class AlertRaised {
  static readonly type = 'quality.alert.raised.v1';
  static readonly key = 'alertId';
  static readonly about =
    'Published when a failure rate left its limits on a chart; heard by the gateway (tells quality engineers).';
  static readonly example: AlertRaised = {
    alertId: exampleId(18),
    productId: exampleId(12),
    category: 'vacuum',
    chart: 'u',
    rule: 'beyond-3-sigma',
    period: '2026-W09',
    observed: 12.5,
    expected: 12.5,
    upperLimit: 12.5,
    unitsAtRisk: 12.5,
    raisedAt: exampleInstant,
    version: 1,
  };

  @Id() alertId: string;
  @Optional() @Id() productId?: string;
  @Code() category: string;
  @Code() chart: string;
  @Code() rule: string;
  @Text(32) period: string;
  @Decimal(-1e12, 1e12) observed: number;
  @Decimal(-1e12, 1e12) expected: number;
  @Decimal(-1e12, 1e12) upperLimit: number;
  @Decimal(-1e12, 1e12) unitsAtRisk: number;
  @Instant() raisedAt: string;
  /** The aggregate's version after this change. */
  @Whole(1, 2_147_483_647) version: number;
}
