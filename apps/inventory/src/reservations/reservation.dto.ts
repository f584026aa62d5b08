import { type Priority, priorities } from '#common/events/lists.js';
import { PageQuery } from '#common/http/pages.js';
import { Decimal, Flag, Id, Instant, ListOf, OneOf, Optional, Whole } from '#common/validation/fields.js';

const statuses = ['held', 'short', 'issued', 'released'] as const;
const lineStates = ['held', 'short', 'issued', 'released', 'unbacked'] as const;
const sources = ['likely', 'needed', 'used'] as const;

export class ReservationQuery extends PageQuery {
  @Optional() @OneOf(statuses) status?: (typeof statuses)[number];
  @Optional() @Id() requestId?: string;
  @Optional() @Id() siteId?: string;
  /** Orders that want this part. */
  @Optional() @Id() partId?: string;
  /** `unbacked`: orders on which a site claims parts that were not there. */
  @Optional() @OneOf(lineStates) lineState?: (typeof lineStates)[number];
}

export class ReservationLineView {
  @Whole(1, 1_000_000) line: number;
  @Id() wantedPartId: string;
  /** What serves it: the wanted part or a successor. */
  @Id() partId: string;
  @Whole(1, 1_000_000) quantity: number;
  @OneOf(lineStates) state: (typeof lineStates)[number];
  @OneOf(sources) source: (typeof sources)[number];
  @Decimal(0, 1) probability: number;
  @Optional() @Id() locationId: string | null;
  @Optional() @Id() transferId: string | null;
  @Optional() @Instant() availableAt: string | null;
  @Optional() @Instant() expectedAt: string | null;
  @Instant() wantedSince: string;
}

export class ReservationView {
  /** The repair order's id: an order has one reservation. */
  @Id() repairOrderId: string;
  @Id() requestId: string;
  @OneOf(statuses) status: (typeof statuses)[number];
  @OneOf(priorities) priority: Priority;
  @Optional() @Id() siteId: string | null;
  @Optional() @Id() technicianId: string | null;
  @Flag() booked: boolean;
  /** When all parts are where the work is done; null while something is short. */
  @Optional() @Instant() availableAt: string | null;
  @Optional() @Instant() expectedAt: string | null;
  @Optional() @Instant() endedAt: string | null;
  @ListOf(() => ReservationLineView) lines: ReservationLineView[];
  @Whole(1, 2_147_483_647) version: number;
}
