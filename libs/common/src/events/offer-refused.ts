import { Id, Instant, Text, Whole } from '../validation/fields.js';
import { exampleId, exampleInstant } from './values.js';

/** Published when a counter-offer is not taken; heard by the gateway. */
export class OfferRefused {
  static readonly type = 'dispatch.offer.refused.v1';
  static readonly key = 'offerId';
  static readonly about = 'Published when a counter-offer is not taken; heard by the gateway.';
  static readonly example: OfferRefused = {
    offerId: exampleId(3),
    repairOrderId: exampleId(2),
    requestId: exampleId(1),
    siteId: exampleId(7),
    reason: 'the customer asked for it',
    refusedAt: exampleInstant,
    version: 1,
  };

  @Id() offerId: string;
  @Id() repairOrderId: string;
  @Id() requestId: string;
  @Id() siteId: string;
  @Text(500) reason: string;
  @Instant() refusedAt: string;
  /** The aggregate's version after this change. */
  @Whole(1, 2_147_483_647) version: number;
}
