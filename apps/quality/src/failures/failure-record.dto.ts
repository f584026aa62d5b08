import { IsObject } from 'class-validator';
import { type CounterUnit, counterUnits } from '#common/events/lists.js';
import { Code, Decimal, Flag, Id, Instant, ListOf, OneOf, Optional, Text, Whole } from '#common/validation/fields.js';

const most = 2_147_483_647;

export class FittedPartView {
  @Id() partId: string;
  @Whole(1, 1_000_000) quantity: number;
  @Optional() @Text(64) serialFitted: string | null;
  @Optional() @Text(64) serialRemoved: string | null;
}

/** The coded failure of one asset, with what the customer and the other services said about its order. */
export class FailureRecordView {
  @Id() failureRecordId: string;
  @Id() repairOrderId: string;
  @Text(32) number: string;
  @Id() requestId: string;
  @Optional() @Id() previousOrderId: string | null;
  @Id() assetId: string;
  @Id() productId: string;
  @Code() category: string;
  @Optional() @Text(64) batch: string | null;
  /** From the day of installation; where none is known, as the technician found it. */
  @Optional() @Whole(0, 100_000) ageDays: number | null;
  /** What the unit's counter showed, in `counterUnit`. */
  @Optional() @Decimal(0, 1_000_000_000_000) counterValue: number | null;
  @Optional() @OneOf(counterUnits) counterUnit: CounterUnit | null;
  @Id() siteId: string;
  @Id() technicianId: string;
  @Whole(0, 5) technicianLevel: number;
  @Optional() @Code() symptomCode: string | null;
  @Optional() @Code() faultCode: string | null;
  @Optional() @Code() causeCode: string | null;
  @Optional() @Code() remedyCode: string | null;
  /** What the site itself called them, by kind, where that is mapped. */
  @Optional() @IsObject() siteCodes: Record<string, string> | null;
  @Flag() repaired: boolean;
  @Optional() @Code() reason: string | null;
  @Flag() faultFreePartReplaced: boolean;
  @Whole(1, 1000) visits: number;
  @Instant() occurredAt: string;
  @Instant() acceptedAt: string;
  @Instant() arrivedAt: string;
  @Optional() @Instant() diagnosedAt: string | null;
  @Instant() finishedAt: string;
  @Whole(0, most) responseSeconds: number;
  @Whole(0, most) waitingPartsSeconds: number;
  @Whole(0, most) travelSeconds: number;
  @Whole(0, most) diagnosisSeconds: number;
  @Whole(0, most) repairSeconds: number;
  @Whole(0, most) travelMetres: number;
  @Optional() @Flag() partHit: boolean | null;
  @Optional() @Instant() returnedAt: string | null;
  @Optional() @Flag() satisfied: boolean | null;
  @Optional() @Text(32) closeOutcome: string | null;
  @Optional() @Instant() closedAt: string | null;
  @Optional() @Decimal(0, 1) truthfulness: number | null;
  @Optional() @Decimal(0, 1) satisfaction: number | null;
  @Optional() @Decimal(0, 1) repairTime: number | null;
  @Optional() @Decimal(0, 1) diagnosisAccuracy: number | null;
  @Optional() @Decimal(0, 1) attitude: number | null;
  @Optional() @Decimal(0, 1) compliance: number | null;
  @ListOf(() => FittedPartView) parts: FittedPartView[];
  @Whole(1, most) version: number;
}
