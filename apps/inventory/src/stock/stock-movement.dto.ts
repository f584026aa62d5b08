import { PageQuery } from '#common/http/pages.js';
import { Id, Instant, OneOf, Optional, Text, Whole } from '#common/validation/fields.js';

export const movementKinds = ['receipt', 'issue', 'return', 'transfer', 'adjustment', 'scrap'] as const;
const most = 1_000_000;

export class StockMovementQuery extends PageQuery {
  @Optional() @Id() partId?: string;
  @Optional() @Id() locationId?: string;
  @Optional() @Id() repairOrderId?: string;
  @Optional() @OneOf(movementKinds) kind?: (typeof movementKinds)[number];
}

export class StockMovementView {
  @Id() id: string;
  @Id() partId: string;
  @Id() locationId: string;
  @OneOf(movementKinds) kind: (typeof movementKinds)[number];
  /** What it added to what is on hand; negative when it took. */
  @Whole(-most, most) quantity: number;
  @Text(500) reason: string;
  @Instant() at: string;
  @Optional() @Id() repairOrderId: string | null;
  @Optional() @Id() transferId: string | null;
  @Optional() @Id() replenishmentOrderId: string | null;
  @Optional() @Text(64) serialFitted: string | null;
  @Optional() @Text(64) serialRemoved: string | null;
  @Text(120) actorName: string;
}

/** Pieces that came without an order. */
export class NewReceipt {
  @Id() partId: string;
  @Id() locationId: string;
  @Whole(1, most) quantity: number;
  @Text(500, 3) reason: string;
}

/** A correction: what was found too much or (negative) too little. */
export class NewAdjustment {
  @Id() partId: string;
  @Id() locationId: string;
  @Whole(-most, most) quantity: number;
  @Text(500, 3) reason: string;
}

/** What somebody has counted; the difference is adjusted. */
export class NewCount {
  @Id() partId: string;
  @Id() locationId: string;
  @Whole(0, most) counted: number;
  @Text(500, 3) reason: string;
}

/** Pieces that leave usable stock: to the faulty returns or to scrap. */
export class NewWriteOff {
  @Id() partId: string;
  @Id() locationId: string;
  @Whole(1, most) quantity: number;
  @OneOf(['faulty', 'scrap']) to: 'faulty' | 'scrap';
  @Text(500, 3) reason: string;
}

export class StockCorrection {
  @Id() partId: string;
  @Id() locationId: string;
  /** What the correction added to what is on hand. */
  @Whole(-most, most) quantity: number;
  @Whole(0, 1_000_000_000) onHand: number;
  @Whole(0, 1_000_000_000) reserved: number;
}
