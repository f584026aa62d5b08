import { Code, Flag, Id, Instant, ListOf, Optional, Whole } from '../validation/fields.js';
import { PartQuantity, exampleId, exampleInstant } from './values.js';

/** Published when a finished order was turned into a coded failure; heard by desk (triage learns). */
export class FailureRecorded {
  static readonly type = 'quality.failure.recorded.v1';
  static readonly key = 'failureRecordId';
  static readonly about =
    'Published when a finished order was turned into a coded failure; heard by desk (triage learns).';
  static readonly example: FailureRecorded = {
    failureRecordId: exampleId(17),
    repairOrderId: exampleId(2),
    requestId: exampleId(1),
    assetId: exampleId(11),
    productId: exampleId(12),
    category: 'vacuum',
    siteId: exampleId(7),
    symptomCode: 'no-suction',
    faultCode: 'motor',
    causeCode: 'wear',
    remedyCode: 'replaced',
    partsUsed: [{ partId: exampleId(5), quantity: 1 }],
    technicianLevel: 1,
    repairSeconds: 1,
    ageDays: 1,
    repaired: true,
    occurredAt: exampleInstant,
    version: 1,
  };

  @Id() failureRecordId: string;
  @Id() repairOrderId: string;
  @Id() requestId: string;
  @Id() assetId: string;
  @Id() productId: string;
  @Code() category: string;
  @Id() siteId: string;
  @Optional() @Code() symptomCode?: string;
  @Optional() @Code() faultCode?: string;
  @Optional() @Code() causeCode?: string;
  @Optional() @Code() remedyCode?: string;
  @ListOf(() => PartQuantity) partsUsed: PartQuantity[];
  @Whole(0, 5) technicianLevel: number;
  @Whole(0, 100_000_000) repairSeconds: number;
  @Optional() @Whole(0, 100_000) ageDays?: number;
  @Flag() repaired: boolean;
  @Instant() occurredAt: string;
  /** The aggregate's version after this change. */
  @Whole(1, 2_147_483_647) version: number;
}
