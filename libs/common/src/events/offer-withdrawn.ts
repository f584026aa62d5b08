import { Id, Instant, Text, Whole } from '../validation/fields.js';
import { exampleId, exampleInstant } from './values.js';

/** Published when an offer is taken back (cancelled, or another site was first); heard by the gateway. */
export class OfferWithdrawn {
  static readonly type = 'dispatch.offer.withdrawn.v1';
  static readonly key = 'offerId';
  static readonly about =
    'Published when an offer is taken back (cancelled, or another site was first); heard by the gateway.';
  static readonly example: OfferWithdrawn = {
    offerId: exampleId(3),
    repairOrderId: exampleId(2),
    requestId: exampleId(1),
    siteId: exampleId(7),
    reason: 'the customer asked for it',
    withdrawnAt: exampleInstant,
    version: 1,
  };

  @Id() offerId: string;
  @Id() repairOrderId: string;
  @Id() requestId: string;
  @Id() siteId: string;
  @Text(500) reason: string;
  @Instant() withdrawnAt: string;
  /** The aggregate's version after this change. */
  @Whole(1, 2_147_483_647) version: number;
}
