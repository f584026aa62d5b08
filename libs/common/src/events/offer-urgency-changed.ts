import { Flag, Id, Instant, OneOf, Whole } from '../validation/fields.js';
import { type Priority, priorities } from './lists.js';
import { exampleId, exampleInstant } from './values.js';

/** Published when the order of an open offer has become more urgent; in an emergency the deadline comes sooner; heard by the gateway (board, stream to the site). */
export class OfferUrgencyChanged {
  static readonly type = 'dispatch.offer.urgency-changed.v1';
  static readonly key = 'offerId';
  static readonly about =
    'Published when the order of an open offer has become more urgent, in an emergency with a deadline that may come sooner; heard by the gateway (board, stream to the site).';
  static readonly example: OfferUrgencyChanged = {
    offerId: exampleId(3),
    repairOrderId: exampleId(2),
    requestId: exampleId(1),
    siteId: exampleId(7),
    priority: 'urgent',
    emergency: true,
    deadline: exampleInstant,
    at: exampleInstant,
    version: 2,
  };

  @Id() offerId: string;
  @Id() repairOrderId: string;
  @Id() requestId: string;
  @Id() siteId: string;
  @OneOf(priorities) priority: Priority;
  @Flag() emergency: boolean;
  @Instant() deadline: string;
  @Instant() at: string;
  /** The aggregate's version after this change. */
  @Whole(1, 2_147_483_647) version: number;
}
