import { Id, Instant, Optional, Whole } from '../validation/fields.js';
import { exampleId, exampleInstant } from './values.js';

/** Published when a site accepts; heard by the gateway and quality (answer times). */
export class OfferAccepted {
  static readonly type = 'dispatch.offer.accepted.v1';
  static readonly key = 'offerId';
  static readonly about = 'Published when a site accepts; heard by the gateway and quality (answer times).';
  static readonly example: OfferAccepted = {
    offerId: exampleId(3),
    repairOrderId: exampleId(2),
    requestId: exampleId(1),
    siteId: exampleId(7),
    technicianId: exampleId(8),
    start: exampleInstant,
    answeredAt: exampleInstant,
    answerSeconds: 1,
    version: 1,
  };

  @Id() offerId: string;
  @Id() repairOrderId: string;
  @Id() requestId: string;
  @Id() siteId: string;
  @Optional() @Id() technicianId?: string;
  @Optional() @Instant() start?: string;
  @Instant() answeredAt: string;
  @Whole(0, 100_000_000) answerSeconds: number;
  /** The aggregate's version after this change. */
  @Whole(1, 2_147_483_647) version: number;
}
