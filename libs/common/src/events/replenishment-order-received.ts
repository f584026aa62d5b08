import { Id, Instant, Whole } from '../validation/fields.js';
import { exampleId, exampleInstant } from './values.js';

/** Published when ordered pieces arrive; heard by nobody yet. */
export class ReplenishmentOrderReceived {
  static readonly type = 'inventory.replenishment-order.received.v1';
  static readonly key = 'replenishmentOrderId';
  static readonly about = 'Published when ordered pieces arrive; heard by nobody yet.';
  static readonly example: ReplenishmentOrderReceived = {
    replenishmentOrderId: exampleId(16),
    partId: exampleId(5),
    toLocationId: exampleId(9),
    quantity: 1,
    receivedAt: exampleInstant,
    version: 1,
  };

  @Id() replenishmentOrderId: string;
  @Id() partId: string;
  @Id() toLocationId: string;
  @Whole(1, 1_000_000) quantity: number;
  @Instant() receivedAt: string;
  /** The aggregate's version after this change. */
  @Whole(1, 2_147_483_647) version: number;
}
