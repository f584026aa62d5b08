import { type ReplenishmentKind, replenishmentKinds } from '#common/events/lists.js';
import { PageQuery } from '#common/http/pages.js';
import { Decimal, Id, Instant, ListOf, Nested, OneOf, Optional, Text, Whole } from '#common/validation/fields.js';

const statuses = ['open', 'approved', 'rejected', 'lapsed'] as const;
const most = 1_000_000;
/** `review`: a place is below its reorder point; the others move what lies in the own network: to save shortages, out of excess, onto a van. */
export const proposalSources = ['review', 'rebalance', 'excess', 'kit'] as const;
export type ProposalSource = (typeof proposalSources)[number];

export class ProposalQuery extends PageQuery {
  @Optional() @OneOf(statuses) status?: (typeof statuses)[number];
  @Optional() @Id() partId?: string;
  @Optional() @Id() toLocationId?: string;
  @Optional() @OneOf(proposalSources) source?: ProposalSource;
}

export class ProposalView {
  @Id() id: string;
  @OneOf(proposalSources) source: ProposalSource;
  @OneOf(replenishmentKinds) kind: ReplenishmentKind;
  @Id() partId: string;
  @Optional() @Id() fromLocationId: string | null;
  @Id() toLocationId: string;
  @Whole(1, most) quantity: number;
  @Whole(0, Number.MAX_SAFE_INTEGER) valueMinor: number;
  @Text(3, 3) currency: string;
  /** The position that led to the proposal. */
  @Whole(-most, most) position: number;
  @Whole(0, most) reorderPoint: number;
  @Whole(0, most) orderUpTo: number;
  @Text(500) reason: string;
  /** Of a move: what it costs, what it saves less that, and the expected pieces short among it. */
  @Optional() @Whole(0, Number.MAX_SAFE_INTEGER) costMinor: number | null;
  @Optional() @Whole(0, Number.MAX_SAFE_INTEGER) gainMinor: number | null;
  @Optional() @Decimal(0, most) savedShortages: number | null;
  @OneOf(statuses) status: (typeof statuses)[number];
  @Instant() proposedAt: string;
  @Optional() @Instant() decidedAt: string | null;
  @Optional() @Text(120) decidedBy: string | null;
  @Optional() @Text(500) decisionReason: string | null;
  @Optional() @Id() replenishmentOrderId: string | null;
  @Whole(1, 2_147_483_647) version: number;
}

export class Approval {
  /** Another quantity than proposed needs a reason. */
  @Optional() @Whole(1, most) quantity?: number;
  @Optional() @Text(500, 3) reason?: string;
}

export class ProposalRejection {
  @Text(500, 3) reason: string;
}

export class SeenProposal {
  @Id() id: string;
  /** As it was when the planner looked. */
  @Whole(1, 2_147_483_647) version: number;
}

/** Every open proposal that is worth at most so much. */
export class ApprovalRule {
  @Whole(0, Number.MAX_SAFE_INTEGER) upToValueMinor: number;
  /** ISO 4217: money of different currencies is not compared. */
  @Text(3, 3) currency: string;
  @Optional() @OneOf(replenishmentKinds) kind?: ReplenishmentKind;
  @Optional() @OneOf(proposalSources) source?: ProposalSource;
}

/** Either by name or by a rule. */
export class BulkApproval {
  @Optional() @ListOf(() => SeenProposal, 200, 1) proposals?: SeenProposal[];
  /** The least valuable first, at most 200 at once: `left` says how many more there are. */
  @Optional() @Nested(() => ApprovalRule) rule?: ApprovalRule;
}

export class BulkOutcome {
  @Id() id: string;
  @Optional() @Id() replenishmentOrderId: string | null;
  /** Why it was not approved. */
  @Optional() @Text(500) problem: string | null;
}

export class ApprovedValue {
  @Text(3, 3) currency: string;
  @Whole(0, Number.MAX_SAFE_INTEGER) valueMinor: number;
}

export class BulkTotals {
  @Whole(0, 200) approved: number;
  @Whole(0, 200) refused: number;
  /** Of what was approved, one for each currency. */
  @ListOf(() => ApprovedValue, 200) values: ApprovedValue[];
}

export class BulkResult {
  @ListOf(() => BulkOutcome, 200) outcomes: BulkOutcome[];
  @Nested(() => BulkTotals) totals: BulkTotals;
  /** Open proposals that the rule covers and that were not reached this time. */
  @Whole(0, 2_147_483_647) left: number;
}
