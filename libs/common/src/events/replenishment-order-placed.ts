import { Id, Instant, OneOf, Optional, Whole } from '../validation/fields.js';
import { type ReplenishmentKind, replenishmentKinds } from './lists.js';
import { exampleId, exampleInstant } from './values.js';

/** Published when a purchase, production or transfer order is placed; heard by nobody yet. */
export class ReplenishmentOrderPlaced {
  static readonly type = 'inventory.replenishment-order.placed.v1';
  static readonly key = 'replenishmentOrderId';
  static readonly about = 'Published when a purchase, production or transfer order is placed; heard by nobody yet.';
  static readonly example: ReplenishmentOrderPlaced = {
    replenishmentOrderId: exampleId(16),
    kind: 'purchase',
    partId: exampleId(5),
    toLocationId: exampleId(9),
    fromLocationId: exampleId(21),
    quantity: 1,
    eta: exampleInstant,
    version: 1,
  };

  @Id() replenishmentOrderId: string;
  @OneOf(replenishmentKinds) kind: ReplenishmentKind;
  @Id() partId: string;
  @Id() toLocationId: string;
  @Optional() @Id() fromLocationId?: string;
  @Whole(1, 1_000_000) quantity: number;
  @Instant() eta: string;
  /** The aggregate's version after this change. */
  @Whole(1, 2_147_483_647) version: number;
}
