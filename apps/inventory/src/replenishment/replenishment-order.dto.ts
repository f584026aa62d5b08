import { type ReplenishmentKind, replenishmentKinds } from '#common/events/lists.js';
import { PageQuery } from '#common/http/pages.js';
import { Id, Instant, ListOf, OneOf, Optional, Text, Whole } from '#common/validation/fields.js';
import {
  type Milestone,
  milestones,
  type ReportedMilestone,
  reportedMilestones,
} from '../core/replenishment/milestones.js';

const statuses = ['ordered', 'partly_received', 'received'] as const;

export class ReplenishmentOrderQuery extends PageQuery {
  @Optional() @Id() partId?: string;
  @Optional() @Id() toLocationId?: string;
  @Optional() @OneOf(statuses) status?: (typeof statuses)[number];
}

/** A milestone of an order, or another date alone, as it was reported. */
export class MilestoneReport {
  /** Each once and in this order; some may be left out. */
  @Optional() @OneOf(reportedMilestones) milestone?: ReportedMilestone;
  /** When it happened; now if left out. */
  @Optional() @Instant() at?: string;
  /** When the pieces are expected from now on; as before if left out. */
  @Optional() @Instant() eta?: string;
  @Optional() @Text(300) note?: string;
}

export class MilestoneView {
  /** Null: another date alone. */
  @Optional() @OneOf(milestones) milestone: Milestone | null;
  @Instant() at: string;
  /** As it was expected from then on. */
  @Optional() @Instant() eta: string | null;
  @Optional() @Text(300) note: string | null;
  @Optional() @Text(120) author: string | null;
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
  /** From the order on, what was reported, the receipt of the last piece last. */
  @ListOf(() => MilestoneView, 100) milestones: MilestoneView[];
  @Whole(1, 2_147_483_647) version: number;
}

export class Receipt {
  /** All that is still to come if left out. */
  @Optional() @Whole(1, 1_000_000) quantity?: number;
}
