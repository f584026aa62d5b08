import { PageQuery } from '#common/http/pages.js';
import { Day, Id, Instant, Nested, OneOf, Optional, Text, Whole } from '#common/validation/fields.js';
import { mostPieces } from '../demand/demand-adjustment.dto.js';

export class DoubtedUseQuery extends PageQuery {
  @Optional() @Id() partId?: string;
  /** Where the visit's site keeps its stock. */
  @Optional() @Id() locationId?: string;
  @Optional() @Id() repairOrderId?: string;
  /** `true`: only what a planner has settled; `false`: only what is open. */
  @Optional() @OneOf(['true', 'false']) settled?: 'true' | 'false';
}

export class DoubtedUseSettlementRequest {
  /** What counts as demand: as many as were reported, another number, or 0. */
  @Whole(0, mostPieces) pieces: number;
  @Text(500, 3) reason: string;
}

export class DoubtedUseSettlementView {
  @Whole(0, mostPieces) pieces: number;
  @Text(500) reason: string;
  @Text(120) author: string;
  @Instant() settledAt: string;
}

/** A part that a visit reported in a number that nobody can have had, or that no catalogue has. */
export class DoubtedUseView {
  @Id() id: string;
  /** What the visit named; of an unknown part nothing counts before it is entered. */
  @Id() partId: string;
  @Id() repairOrderId: string;
  @Id() visitId: string;
  /** Of the visit's site. */
  @Id() locationId: string;
  @Whole(1, mostPieces) reportedPieces: number;
  /** What counts of it while no planner has said more. */
  @Whole(0, mostPieces) countedPieces: number;
  @Instant() reportedAt: string;
  /** Where, and on which day, it counts. */
  @Id() demandLocationId: string;
  @Day() demandDay: string;
  /** Null: it is open. */
  @Optional() @Nested(() => DoubtedUseSettlementView) settlement: DoubtedUseSettlementView | null;
  @Whole(1, 2_147_483_647) version: number;
}
