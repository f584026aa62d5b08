import { Code, Flag, Id, Instant, ListOf, Nested, Optional, Text, Whole } from '../validation/fields.js';
import {
  PartQuantity,
  Place,
  ProbableFault,
  TimeWindow,
  UnitUsage,
  UsedPart,
  exampleId,
  exampleInstant,
  examplePlace,
} from './values.js';

/** Published when the repair is done; heard by inventory (issues what was used, takes back the rest), quality (failure record), desk (call-back) and the gateway. */
export class RepairOrderCompleted {
  static readonly type = 'dispatch.repair-order.completed.v1';
  static readonly key = 'repairOrderId';
  static readonly about =
    'Published when the repair is done; heard by inventory (issues what was used, takes back the rest), quality (failure record), desk (call-back) and the gateway.';
  static readonly example: RepairOrderCompleted = {
    repairOrderId: exampleId(2),
    number: 'R-26030200017',
    requestId: exampleId(1),
    customerId: exampleId(10),
    assetId: exampleId(11),
    productId: exampleId(12),
    category: 'vacuum',
    batch: '2025W14',
    installedAt: exampleInstant,
    place: examplePlace,
    siteId: exampleId(7),
    technicianId: exampleId(8),
    technicianLevel: 1,
    visitId: exampleId(4),
    symptomCode: 'no-suction',
    faultCode: 'motor',
    causeCode: 'wear',
    remedyCode: 'replaced',
    predictedFaults: [{ faultCode: 'motor', probability: 0.62 }],
    partsUsed: [{ partId: exampleId(5), quantity: 1, serialFitted: 'SN-2041' }],
    partsUnused: [{ partId: exampleId(5), quantity: 1 }],
    faultFreePartReplaced: false,
    usage: { counter: { value: 1240.5, unit: 'operating_hours' }, ageDays: 410 },
    visits: 1,
    previousOrderId: exampleId(19),
    reportedAt: exampleInstant,
    openedAt: exampleInstant,
    acceptedAt: exampleInstant,
    scheduledStart: exampleInstant,
    arrivedAt: exampleInstant,
    diagnosedAt: exampleInstant,
    finishedAt: exampleInstant,
    waitedForPartsSeconds: 1,
    travelSeconds: 1,
    travelMetres: 1,
    dueBy: exampleInstant,
    window: { from: '2026-03-02T01:00:00.000Z', to: '2026-03-02T04:00:00.000Z' },
    mandatoryStepsDone: 1,
    mandatoryStepsTotal: 1,
    version: 1,
  };

  @Id() repairOrderId: string;
  @Text(32) number: string;
  @Id() requestId: string;
  @Id() customerId: string;
  @Id() assetId: string;
  @Id() productId: string;
  @Code() category: string;
  @Optional() @Text(64) batch?: string;
  @Optional() @Instant() installedAt?: string;
  @Nested(() => Place) place: Place;
  @Id() siteId: string;
  @Id() technicianId: string;
  @Whole(0, 5) technicianLevel: number;
  @Id() visitId: string;
  @Optional() @Code() symptomCode?: string;
  @Optional() @Code() faultCode?: string;
  @Optional() @Code() causeCode?: string;
  @Optional() @Code() remedyCode?: string;
  @ListOf(() => ProbableFault) predictedFaults: ProbableFault[];
  @ListOf(() => UsedPart) partsUsed: UsedPart[];
  @ListOf(() => PartQuantity) partsUnused: PartQuantity[];
  @Optional() @Flag() faultFreePartReplaced?: boolean;
  @Optional() @Nested(() => UnitUsage) usage?: UnitUsage;
  @Whole(1, 100) visits: number;
  @Optional() @Id() previousOrderId?: string;
  @Instant() reportedAt: string;
  @Instant() openedAt: string;
  @Optional() @Instant() acceptedAt?: string;
  @Instant() scheduledStart: string;
  @Instant() arrivedAt: string;
  @Optional() @Instant() diagnosedAt?: string;
  @Instant() finishedAt: string;
  @Whole(0, 100_000_000) waitedForPartsSeconds: number;
  @Whole(0, 1_000_000) travelSeconds: number;
  @Whole(0, 100_000_000) travelMetres: number;
  @Instant() dueBy: string;
  @Optional() @Nested(() => TimeWindow) window?: TimeWindow;
  @Whole(0, 1000) mandatoryStepsDone: number;
  @Whole(0, 1000) mandatoryStepsTotal: number;
  /** The aggregate's version after this change. */
  @Whole(1, 2_147_483_647) version: number;
}
