import { Type } from 'class-transformer';
import { Code, Id, ListOf, NumberInQuery, OneOf, Optional, Text, Whole } from '#common/validation/fields.js';
import { UnhandledView } from '#common/messaging/holdings.dto.js';
import { type DifferenceKind, differenceKinds } from '../core/reconciliation.js';

export class ReconciliationQuery {
  /** Requests above this id: what the answer before gave as `next`. */
  @Optional() @Id() after?: string;
  /** At most so many of the desk's requests, 100 if left out. */
  @Optional() @Type(() => Number) @Whole(1, 100) limit?: number;
  /** What changed in the last so many seconds (business time) is left out, as news of it may be on its way; 120 if left out. */
  @Optional() @NumberInQuery() @Whole(0, 86_400) settledForSeconds?: number;
}

/** A message that a service has not handled; a dead letter can be replayed there. */
export class UnhandledByService extends UnhandledView {
  @Code() service: string;
}

export class HeldDifferenceView {
  @OneOf(differenceKinds) kind: DifferenceKind;
  @Id() requestId: string;
  @Optional() @Id() repairOrderId?: string;
  /** What the services say, with their values. */
  @Text(500) says: string;
  /** Messages about this request or order that may be why, and what to replay if one of them is dead. */
  @ListOf(() => UnhandledByService, 1_000) unhandled: UnhandledByService[];
}

export class ReconciliationView {
  /** Requests that were compared. */
  @Whole(0, 10_000) compared: number;
  /** Requests that have changed too recently. */
  @Whole(0, 10_000) skipped: number;
  @ListOf(() => HeldDifferenceView, 10_000) differences: HeldDifferenceView[];
  /** Give it as `after` to go on; missing at the end. */
  @Optional() @Id() next?: string;
}
