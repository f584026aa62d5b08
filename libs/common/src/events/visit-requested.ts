import { Code, Flag, Id, Instant, ListOf, Nested, OneOf, Optional, Text, Whole } from '../validation/fields.js';
import { type Priority, priorities } from './lists.js';
import { Place, ProbableFault, ProbablePart, TimeWindow, exampleId, exampleInstant, examplePlace } from './values.js';

/** Published when a request needs a visit, again (with previousOrderId) when the customer was not satisfied, and with the same attempt when a further report makes it more urgent; heard by dispatch, which opens a repair order or makes the open one more urgent. */
export class VisitRequested {
  static readonly type = 'desk.request.visit-requested.v1';
  static readonly key = 'requestId';
  static readonly about =
    'Published when a request needs a visit, again (with previousOrderId) when the customer was not satisfied, and with the same attempt when a further report makes it more urgent; heard by dispatch, which opens a repair order or makes the open one more urgent.';
  static readonly example: VisitRequested = {
    requestId: exampleId(1),
    number: 'R-26030200017',
    attempt: 1,
    customerId: exampleId(10),
    assetId: exampleId(11),
    productId: exampleId(12),
    category: 'vacuum',
    batch: '2025W14',
    installedAt: exampleInstant,
    place: examplePlace,
    symptomCode: 'no-suction',
    likelyFaults: [{ faultCode: 'motor', probability: 0.62 }],
    likelyParts: [{ partId: exampleId(5), quantity: 1, probability: 0.55 }],
    skill: 'small-appliance',
    skillLevel: 2,
    certificate: 'refrigerant',
    durationMinutes: 60,
    windows: [{ from: '2026-03-02T01:00:00.000Z', to: '2026-03-02T04:00:00.000Z' }],
    dueBy: exampleInstant,
    priority: 'normal',
    emergency: false,
    underWarranty: true,
    previousOrderId: exampleId(19),
    reportedAt: exampleInstant,
    version: 1,
  };

  @Id() requestId: string;
  @Text(32) number: string;
  @Whole(1, 100) attempt: number;
  @Id() customerId: string;
  @Id() assetId: string;
  @Id() productId: string;
  @Code() category: string;
  @Optional() @Text(64) batch?: string;
  @Optional() @Instant() installedAt?: string;
  @Nested(() => Place) place: Place;
  @Optional() @Code() symptomCode?: string;
  @ListOf(() => ProbableFault) likelyFaults: ProbableFault[];
  @ListOf(() => ProbablePart) likelyParts: ProbablePart[];
  @Code() skill: string;
  @Whole(1, 5) skillLevel: number;
  @Optional() @Code() certificate?: string;
  @Whole(5, 1440) durationMinutes: number;
  @ListOf(() => TimeWindow) windows: TimeWindow[];
  @Instant() dueBy: string;
  @OneOf(priorities) priority: Priority;
  @Flag() emergency: boolean;
  @Flag() underWarranty: boolean;
  @Optional() @Id() previousOrderId?: string;
  @Instant() reportedAt: string;
  /** The aggregate's version after this change. */
  @Whole(1, 2_147_483_647) version: number;
}
