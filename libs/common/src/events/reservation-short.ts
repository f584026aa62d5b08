import { Id, Instant, ListOf, Optional, Whole } from '../validation/fields.js';
import { HeldLine, ShortLine, exampleId, exampleInstant } from './values.js';

/** Published when parts for an order cannot be held in full; heard by dispatch (waits or warns) and the gateway. */
export class ReservationShort {
  static readonly type = 'inventory.reservation.short.v1';
  static readonly key = 'repairOrderId';
  static readonly about =
    'Published when parts for an order cannot be held in full; heard by dispatch (waits or warns) and the gateway.';
  static readonly example: ReservationShort = {
    repairOrderId: exampleId(2),
    requestId: exampleId(1),
    held: [
      {
        partId: exampleId(5),
        quantity: 1,
        locationId: exampleId(9),
        siteId: exampleId(7),
        availableAt: exampleInstant,
      },
    ],
    short: [{ partId: exampleId(6), quantity: 2, missing: 1, expectedAt: exampleInstant }],
    expectedAt: exampleInstant,
    version: 1,
  };

  @Id() repairOrderId: string;
  @Id() requestId: string;
  @ListOf(() => HeldLine) held: HeldLine[];
  @ListOf(() => ShortLine) short: ShortLine[];
  @Optional() @Instant() expectedAt?: string;
  /** The aggregate's version after this change. */
  @Whole(1, 2_147_483_647) version: number;
}
