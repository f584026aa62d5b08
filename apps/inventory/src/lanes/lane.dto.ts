import { PageQuery } from '#common/http/pages.js';
import { Decimal, Id, Instant, Optional, Whole } from '#common/validation/fields.js';

export class LaneQuery extends PageQuery {
  @Optional() @Id() partId?: string;
  @Optional() @Id() fromLocationId?: string;
  @Optional() @Id() toLocationId?: string;
}

export class SaveLane {
  /** Every part if left out. */
  @Optional() @Id() partId?: string;
  /** From outside, a supplier or the works, if left out. */
  @Optional() @Id() fromLocationId?: string;
  @Id() toLocationId: string;
  @Decimal(0, 1_000) meanDays: number;
  @Optional() @Decimal(0, 1_000) deviationDays?: number;
}

/** How long it takes from one place to another. */
export class LaneView {
  @Id() id: string;
  @Optional() @Id() partId: string | null;
  @Optional() @Id() fromLocationId: string | null;
  @Id() toLocationId: string;
  @Decimal(0, 100_000) meanDays: number;
  @Decimal(0, 100_000) deviationDays: number;
  /** Deliveries behind the figures; 0: agreed, not yet measured. */
  @Whole(0, 2_147_483_647) samples: number;
}

/** One delivery that a lane has learned from. */
export class LaneSampleView {
  @Id() id: string;
  @Id() partId: string;
  @Optional() @Id() replenishmentOrderId: string | null;
  @Instant() orderedAt: string;
  @Instant() receivedAt: string;
  @Decimal(0, 100_000) days: number;
}
