import { Id, Instant, Text, Whole } from '../validation/fields.js';
import { exampleId, exampleInstant } from './values.js';

/** Published when an order is cancelled; heard by inventory (releases its parts), desk and the gateway. */
export class RepairOrderCancelled {
  static readonly type = 'dispatch.repair-order.cancelled.v1';
  static readonly key = 'repairOrderId';
  static readonly about =
    'Published when an order is cancelled; heard by inventory (releases its parts), desk and the gateway.';
  static readonly example: RepairOrderCancelled = {
    repairOrderId: exampleId(2),
    requestId: exampleId(1),
    reason: 'the customer asked for it',
    cancelledAt: exampleInstant,
    version: 1,
  };

  @Id() repairOrderId: string;
  @Id() requestId: string;
  @Text(500) reason: string;
  @Instant() cancelledAt: string;
  /** The aggregate's version after this change. */
  @Whole(1, 2_147_483_647) version: number;
}
