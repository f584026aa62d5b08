import { Id, Instant, OneOf, Optional, Text, Whole } from '../validation/fields.js';
import { type DeclineReason, declineReasons } from './lists.js';
import { exampleId, exampleInstant } from './values.js';

/** Published when a site declines with a fixed reason; heard by the gateway and quality. */
export class OfferDeclined {
  static readonly type = 'dispatch.offer.declined.v1';
  static readonly key = 'offerId';
  static readonly about = 'Published when a site declines with a fixed reason; heard by the gateway and quality.';
  static readonly example: OfferDeclined = {
    offerId: exampleId(3),
    repairOrderId: exampleId(2),
    requestId: exampleId(1),
    siteId: exampleId(7),
    reason: 'schedule_conflict',
    note: 'after lunch only',
    answeredAt: exampleInstant,
    answerSeconds: 1,
    version: 1,
  };

  @Id() offerId: string;
  @Id() repairOrderId: string;
  @Id() requestId: string;
  @Id() siteId: string;
  @OneOf(declineReasons) reason: DeclineReason;
  @Optional() @Text(500) note?: string;
  @Instant() answeredAt: string;
  @Whole(0, 100_000_000) answerSeconds: number;
  /** The aggregate's version after this change. */
  @Whole(1, 2_147_483_647) version: number;
}
