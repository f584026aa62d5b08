import { Id, Instant, ListOf, Whole } from '../validation/fields.js';
import { HeldLine, exampleId, exampleInstant } from './values.js';

/** Published when every part that an order will likely need is held, on the spot or on its way; again when the hold moves; heard by dispatch (earliest start) and the gateway. */
export class ReservationHeld {
  static readonly type = 'inventory.reservation.held.v1';
  static readonly key = 'repairOrderId';
  static readonly about =
    'Published when every part that an order will likely need is held, on the spot or on its way; again when the hold moves; heard by dispatch (earliest start) and the gateway.';
  static readonly example: ReservationHeld = {
    repairOrderId: exampleId(2),
    requestId: exampleId(1),
    lines: [
      {
        partId: exampleId(5),
        quantity: 1,
        locationId: exampleId(9),
        siteId: exampleId(7),
        availableAt: exampleInstant,
      },
    ],
    availableAt: exampleInstant,
    version: 1,
  };

  @Id() repairOrderId: string;
  @Id() requestId: string;
  @ListOf(() => HeldLine) lines: HeldLine[];
  @Instant() availableAt: string;
  /** The aggregate's version after this change. */
  @Whole(1, 2_147_483_647) version: number;
}
