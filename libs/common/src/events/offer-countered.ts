import { Id, Instant, ListOf, Optional, Text, Whole } from '../validation/fields.js';
import { PartQuantity, exampleId, exampleInstant } from './values.js';

/** Published when a site proposes another time, price or parts; heard by the gateway. */
export class OfferCountered {
  static readonly type = 'dispatch.offer.countered.v1';
  static readonly key = 'offerId';
  static readonly about = 'Published when a site proposes another time, price or parts; heard by the gateway.';
  static readonly example: OfferCountered = {
    offerId: exampleId(3),
    repairOrderId: exampleId(2),
    requestId: exampleId(1),
    siteId: exampleId(7),
    start: exampleInstant,
    priceMinor: 1,
    currency: 'CNY',
    parts: [{ partId: exampleId(5), quantity: 1 }],
    note: 'after lunch only',
    answeredAt: exampleInstant,
    version: 1,
  };

  @Id() offerId: string;
  @Id() repairOrderId: string;
  @Id() requestId: string;
  @Id() siteId: string;
  @Optional() @Instant() start?: string;
  @Optional() @Whole(0, 1_000_000_000) priceMinor?: number;
  @Optional() @Text(3, 3) currency?: string;
  @ListOf(() => PartQuantity) parts: PartQuantity[];
  @Optional() @Text(500) note?: string;
  @Instant() answeredAt: string;
  /** The aggregate's version after this change. */
  @Whole(1, 2_147_483_647) version: number;
}
