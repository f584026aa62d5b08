import { Id, ListOf, Text, Whole } from '../validation/fields.js';
import { PartQuantity, exampleId } from './values.js';

/** Published when an order's hold is given back; heard by the gateway. */
export class ReservationReleased {
  static readonly type = 'inventory.reservation.released.v1';
  static readonly key = 'repairOrderId';
  static readonly about = "Published when an order's hold is given back; heard by the gateway.";
  static readonly example: ReservationReleased = {
    repairOrderId: exampleId(2),
    requestId: exampleId(1),
    lines: [{ partId: exampleId(5), quantity: 1 }],
    reason: 'the customer asked for it',
    version: 1,
  };

  @Id() repairOrderId: string;
  @Id() requestId: string;
  @ListOf(() => PartQuantity) lines: PartQuantity[];
  @Text(500) reason: string;
  /** The aggregate's version after this change. */
  @Whole(1, 2_147_483_647) version: number;
}
