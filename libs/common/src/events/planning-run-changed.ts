import { Id, Instant, OneOf, Optional, Text, Whole } from '../validation/fields.js';
import { type PlanningRunStatus, planningRunStatuses } from './lists.js';
import { exampleId, exampleInstant } from './values.js';

/** Published when a planning run was requested, came on, ended or was published; heard by the gateway (live stream). */
export class PlanningRunChanged {
  static readonly type = 'inventory.planning-run.changed.v1';
  static readonly key = 'planningRunId';
  static readonly about =
    'Published when a planning run was requested, came on, ended or was published; heard by the gateway (live stream).';
  static readonly example: PlanningRunChanged = {
    planningRunId: exampleId(22),
    status: 'running',
    partsDone: 40,
    partsTotal: 300,
    itemLocations: 960,
    at: exampleInstant,
    failure: 'a batch of parts could not be planned',
    version: 3,
  };

  @Id() planningRunId: string;
  @OneOf(planningRunStatuses) status: PlanningRunStatus;
  @Whole(0, 2_147_483_647) partsDone: number;
  @Whole(0, 2_147_483_647) partsTotal: number;
  /** Planned so far. */
  @Whole(0, 2_147_483_647) itemLocations: number;
  @Instant() at: string;
  /** Why it failed. */
  @Optional() @Text(500) failure?: string;
  /** The aggregate's version after this change. */
  @Whole(1, 2_147_483_647) version: number;
}
