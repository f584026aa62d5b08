import { Decimal, Id, IdList, Instant, OneOf, Optional, Whole } from '../validation/fields.js';
import { type PlanKind, planKinds, type PlanStatus, planStatuses } from './lists.js';
import { exampleId, exampleInstant } from './values.js';

/** Published when a day plan is asked for or an improvement of a running day is due, about once a second while it is solved, and when it is ready, published, lapsed or failed; heard by the gateway. */
export class PlanProgressed {
  static readonly type = 'dispatch.plan.progressed.v1';
  static readonly key = 'planId';
  static readonly about =
    'Published when a day plan is asked for or an improvement of a running day is due, about once a second while it is solved, and when it is ready, published, lapsed or failed; heard by the gateway.';
  static readonly example: PlanProgressed = {
    planId: exampleId(12),
    siteIds: [exampleId(7)],
    siteId: exampleId(7),
    kind: 'day',
    status: 'running',
    progress: 0.4,
    at: exampleInstant,
    version: 3,
  };

  @Id() planId: string;
  @IdList(100) siteIds: string[];
  /** When the plan is of one site: it may follow it. */
  @Optional() @Id() siteId?: string;
  /** A day plan unless it says otherwise. */
  @Optional() @OneOf(planKinds) kind?: PlanKind;
  @OneOf(planStatuses) status: PlanStatus;
  /** Share of the solver's time that is used. */
  @Decimal(0, 1) progress: number;
  @Instant() at: string;
  /** The aggregate's version after this change. */
  @Whole(1, 2_147_483_647) version: number;
}
