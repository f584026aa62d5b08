import { type ReplenishmentKind, replenishmentKinds } from '#common/events/lists.js';
import { PageQuery } from '#common/http/pages.js';
import { Id, Instant, OneOf, Optional, Whole } from '#common/validation/fields.js';

const statuses = ['ordered', 'partly_received', 'received'] as const;

export class ReplenishmentOrderQuery extends PageQuery {
  @Optional() @Id() partId?: string;
  @Optional() @Id() toLocationId?: string;
  @Optional() @OneOf(statuses) status?: (typeof statuses)[number];
}

export class ReplenishmentOrderView {
  @Id() id: string;
  @OneOf(replenishmentKinds) kind: ReplenishmentKind;
  @Id() partId: string;
  /** Of a transfer. */
  @Optional() @Id() fromLocationId: string | null;
  @Id() toLocationId: string;
  @Whole(1, 1_000_000) quantity: number;
  @Whole(0, 1_000_000) received: number;
  @OneOf(statuses) status: (typeof statuses)[number];
  @Instant() orderedAt: string;
  @Instant() eta: string;
  @Optional() @Instant() receivedAt: string | null;
  @Whole(1, 2_147_483_647) version: number;
}

export class Receipt {
  /** All that is still to come if left out. */
  @Optional() @Whole(1, 1_000_000) quantity?: number;
}
