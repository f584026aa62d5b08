import { Id, Instant, Whole } from '../validation/fields.js';
import { exampleId, exampleInstant } from './values.js';

/** Published when the customer is satisfied and the order leaves the books; heard by the gateway. */
export class RepairOrderClosed {
  static readonly type = 'dispatch.repair-order.closed.v1';
  static readonly key = 'repairOrderId';
  static readonly about =
    'Published when the customer is satisfied and the order leaves the books; heard by the gateway.';
  static readonly example: RepairOrderClosed = {
    repairOrderId: exampleId(2),
    requestId: exampleId(1),
    closedAt: exampleInstant,
    version: 1,
  };

  @Id() repairOrderId: string;
  @Id() requestId: string;
  @Instant() closedAt: string;
  /** The aggregate's version after this change. */
  @Whole(1, 2_147_483_647) version: number;
}
