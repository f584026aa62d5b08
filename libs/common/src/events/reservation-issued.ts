import { Flag, Id, ListOf, Optional, Whole } from '../validation/fields.js';
import { PartQuantity, exampleId } from './values.js';

/** Published when parts left stock for an order; heard by quality (part hit rate) and the gateway. */
export class ReservationIssued {
  static readonly type = 'inventory.reservation.issued.v1';
  static readonly key = 'repairOrderId';
  static readonly about =
    'Published when parts left stock for an order; heard by quality (part hit rate) and the gateway.';
  static readonly example: ReservationIssued = {
    repairOrderId: exampleId(2),
    requestId: exampleId(1),
    used: [{ partId: exampleId(5), quantity: 1 }],
    returned: [{ partId: exampleId(5), quantity: 1 }],
    fromHold: true,
    atHand: true,
    version: 1,
  };

  @Id() repairOrderId: string;
  @Id() requestId: string;
  @ListOf(() => PartQuantity) used: PartQuantity[];
  @ListOf(() => PartQuantity) returned: PartQuantity[];
  /** Every piece had been held for the order. */
  @Flag() fromHold: boolean;
  /** Every piece had been held for the order or was in the technician's own van. */
  @Optional() @Flag() atHand?: boolean;
  /** The aggregate's version after this change. */
  @Whole(1, 2_147_483_647) version: number;
}
