import { Decimal, Flag, Id, Instant, ListOf, Nested, OneOf, Optional, Whole } from '../validation/fields.js';
import { type Priority, priorities } from './lists.js';
import { Place, ProbablePart, exampleId, exampleInstant, examplePlace } from './values.js';

/** Published when an order is offered to a franchised site; heard by inventory (holds the likely parts at the first offer) and the gateway (board, stream to the site). */
export class OfferMade {
  static readonly type = 'dispatch.offer.made.v1';
  static readonly key = 'offerId';
  static readonly about =
    'Published when an order is offered to a franchised site; heard by inventory (holds the likely parts at the first offer) and the gateway (board, stream to the site).';
  static readonly example: OfferMade = {
    offerId: exampleId(3),
    repairOrderId: exampleId(2),
    requestId: exampleId(1),
    siteId: exampleId(7),
    technicianId: exampleId(8),
    proposedStart: exampleInstant,
    proposedFinish: exampleInstant,
    deadline: exampleInstant,
    rank: 1,
    score: 12.5,
    place: examplePlace,
    priority: 'normal',
    emergency: false,
    likelyParts: [{ partId: exampleId(5), quantity: 1, probability: 0.55 }],
    madeAt: exampleInstant,
    version: 1,
  };

  @Id() offerId: string;
  @Id() repairOrderId: string;
  @Id() requestId: string;
  @Id() siteId: string;
  @Optional() @Id() technicianId?: string;
  @Optional() @Instant() proposedStart?: string;
  @Optional() @Instant() proposedFinish?: string;
  @Instant() deadline: string;
  @Whole(1, 1000) rank: number;
  @Decimal(-1e12, 1e12) score: number;
  @Nested(() => Place) place: Place;
  @OneOf(priorities) priority: Priority;
  @Flag() emergency: boolean;
  @ListOf(() => ProbablePart) likelyParts: ProbablePart[];
  @Instant() madeAt: string;
  /** The aggregate's version after this change. */
  @Whole(1, 2_147_483_647) version: number;
}
