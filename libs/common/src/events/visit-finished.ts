import { Id, Instant, ListOf, Nested, OneOf, Optional, Whole } from '../validation/fields.js';
import { type VisitOutcome, visitOutcomes } from './lists.js';
import { PartQuantity, UnitUsage, UsedPart, exampleId, exampleInstant } from './values.js';

/** Published when the technician leaves, repaired or not; heard by inventory (use of a visit that did not end the order), desk and the gateway. */
export class VisitFinished {
  static readonly type = 'dispatch.visit.finished.v1';
  static readonly key = 'visitId';
  static readonly about =
    'Published when the technician leaves, repaired or not; heard by inventory (use of a visit that did not end the order), desk and the gateway.';
  static readonly example: VisitFinished = {
    visitId: exampleId(4),
    repairOrderId: exampleId(2),
    requestId: exampleId(1),
    siteId: exampleId(7),
    technicianId: exampleId(8),
    outcome: 'repaired',
    at: exampleInstant,
    partsUsed: [{ partId: exampleId(5), quantity: 1, serialFitted: 'SN-2041' }],
    partsUnused: [{ partId: exampleId(5), quantity: 1 }],
    usage: { counter: { value: 1240.5, unit: 'operating_hours' }, ageDays: 410 },
    version: 1,
  };

  @Id() visitId: string;
  @Id() repairOrderId: string;
  @Id() requestId: string;
  @Id() siteId: string;
  @Id() technicianId: string;
  @OneOf(visitOutcomes) outcome: VisitOutcome;
  @Instant() at: string;
  @ListOf(() => UsedPart) partsUsed: UsedPart[];
  @ListOf(() => PartQuantity) partsUnused: PartQuantity[];
  @Optional() @Nested(() => UnitUsage) usage?: UnitUsage;
  /** The aggregate's version after this change. */
  @Whole(1, 2_147_483_647) version: number;
}
