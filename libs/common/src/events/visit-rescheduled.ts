import { Id, Instant, Nested, Optional, Text, Whole } from '../validation/fields.js';
import { exampleId, exampleInstant, TimeWindow } from './values.js';

/** Published when a visit moves in time or to another technician, or takes longer or shorter; heard by inventory, desk, dispatch (the running day) and the gateway. */
export class VisitRescheduled {
  static readonly type = 'dispatch.visit.rescheduled.v1';
  static readonly key = 'visitId';
  static readonly about =
    'Published when a visit moves in time or to another technician, or takes longer or shorter; heard by inventory, desk, dispatch (the running day) and the gateway.';
  static readonly example: VisitRescheduled = {
    visitId: exampleId(4),
    repairOrderId: exampleId(2),
    requestId: exampleId(1),
    siteId: exampleId(7),
    technicianId: exampleId(8),
    start: exampleInstant,
    finish: exampleInstant,
    window: { from: '2026-03-02T01:00:00.000Z', to: '2026-03-02T04:00:00.000Z' },
    previousStart: exampleInstant,
    previousTechnicianId: exampleId(22),
    reason: 'the customer asked for it',
    version: 1,
  };

  @Id() visitId: string;
  @Id() repairOrderId: string;
  @Id() requestId: string;
  @Id() siteId: string;
  @Id() technicianId: string;
  @Instant() start: string;
  @Instant() finish: string;
  /** What the customer has chosen; without it the new times are the promise. */
  @Optional() @Nested(() => TimeWindow) window?: TimeWindow;
  @Instant() previousStart: string;
  @Id() previousTechnicianId: string;
  @Text(500) reason: string;
  /** The aggregate's version after this change. */
  @Whole(1, 2_147_483_647) version: number;
}
