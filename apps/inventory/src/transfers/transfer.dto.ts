import { PageQuery } from '#common/http/pages.js';
import { Id, Instant, OneOf, Optional, Whole } from '#common/validation/fields.js';

const statuses = ['in_transit', 'arrived'] as const;

export class TransferQuery extends PageQuery {
  @Optional() @OneOf(statuses) status?: (typeof statuses)[number];
  @Optional() @Id() repairOrderId?: string;
  @Optional() @Id() partId?: string;
}

/** Pieces that travel for a repair order; refills between warehouses are replenishment orders. */
export class TransferView {
  @Id() id: string;
  @Id() repairOrderId: string;
  @Id() partId: string;
  @Whole(1, 1_000_000) quantity: number;
  @Id() fromLocationId: string;
  @Id() toLocationId: string;
  @Optional() @Id() siteId: string | null;
  @OneOf(statuses) status: (typeof statuses)[number];
  @Instant() shippedAt: string;
  @Instant() eta: string;
  @Optional() @Instant() arrivedAt: string | null;
  @Whole(1, 2_147_483_647) version: number;
}
