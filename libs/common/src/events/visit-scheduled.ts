import { Id, Instant, ListOf, Nested, Optional, Whole } from '../validation/fields.js';
import { Place, ProbablePart, TimeWindow, exampleId, exampleInstant, examplePlace } from './values.js';

/** Published when a technician is booked; heard by inventory (the hold moves to where the work is done), desk (promise to the customer) and the gateway. */
export class VisitScheduled {
  static readonly type = 'dispatch.visit.scheduled.v1';
  static readonly key = 'visitId';
  static readonly about =
    'Published when a technician is booked; heard by inventory (the hold moves to where the work is done), desk (promise to the customer) and the gateway.';
  static readonly example: VisitScheduled = {
    visitId: exampleId(4),
    repairOrderId: exampleId(2),
    requestId: exampleId(1),
    siteId: exampleId(7),
    technicianId: exampleId(8),
    start: exampleInstant,
    finish: exampleInstant,
    window: { from: '2026-03-02T01:00:00.000Z', to: '2026-03-02T04:00:00.000Z' },
    place: examplePlace,
    likelyParts: [{ partId: exampleId(5), quantity: 1, probability: 0.55 }],
    travelSeconds: 1,
    travelMetres: 1,
    version: 1,
  };

  @Id() visitId: string;
  @Id() repairOrderId: string;
  @Id() requestId: string;
  @Id() siteId: string;
  @Id() technicianId: string;
  @Instant() start: string;
  @Instant() finish: string;
  @Optional() @Nested(() => TimeWindow) window?: TimeWindow;
  @Nested(() => Place) place: Place;
  @ListOf(() => ProbablePart) likelyParts: ProbablePart[];
  @Whole(0, 1_000_000) travelSeconds: number;
  @Whole(0, 100_000_000) travelMetres: number;
  /** The aggregate's version after this change. */
  @Whole(1, 2_147_483_647) version: number;
}
