import { Id, Instant, Whole } from '../validation/fields.js';
import { exampleId, exampleInstant } from './values.js';

/** Published when a deadline passed without an answer; heard by the gateway and quality. */
export class OfferExpired {
  static readonly type = 'dispatch.offer.expired.v1';
  static readonly key = 'offerId';
  static readonly about = 'Published when a deadline passed without an answer; heard by the gateway and quality.';
  static readonly example: OfferExpired = {
    offerId: exampleId(3),
    repairOrderId: exampleId(2),
    requestId: exampleId(1),
    siteId: exampleId(7),
    expiredAt: exampleInstant,
    version: 1,
  };

  @Id() offerId: string;
  @Id() repairOrderId: string;
  @Id() requestId: string;
  @Id() siteId: string;
  @Instant() expiredAt: string;
  /** The aggregate's version after this change. */
  @Whole(1, 2_147_483_647) version: number;
}
