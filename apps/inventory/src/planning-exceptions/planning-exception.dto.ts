import { IsObject } from 'class-validator';
import { PageQuery } from '#common/http/pages.js';
import { Id, Instant, Nested, OneOf, Optional, Text, Whole } from '#common/validation/fields.js';
import { type ExceptionKind, exceptionKinds } from '../core/plan/exceptions.js';

export class PlanningExceptionQuery extends PageQuery {
  @Optional() @OneOf(exceptionKinds) kind?: ExceptionKind;
  @Optional() @Id() partId?: string;
  @Optional() @Id() locationId?: string;
  /** `true`: only what a planner has settled; otherwise only what is open. */
  @Optional() @OneOf(['true', 'false']) settled?: 'true' | 'false';
}

export class ExceptionSettlementRequest {
  @Text(500, 3) reason: string;
  /** Then it is open again by itself; if left out, when its numbers are worse. */
  @Optional() @Instant() until?: string;
}

/** Why a settled exception is open again: its numbers are worse, its time is over, a planner has said so. */
export const returnReasons = ['numbers', 'until', 'planner'] as const;
export type ReturnReason = (typeof returnReasons)[number];

export class ExceptionSettlementView {
  @Text(500) reason: string;
  @Text(120) author: string;
  @Instant() settledAt: string;
  @Optional() @Instant() until: string | null;
  /** Null: it counts. */
  @Optional() @OneOf(returnReasons) returnedBecause: ReturnReason | null;
  @Optional() @Instant() returnedAt: string | null;
}

export class PlanningExceptionView {
  @Id() id: string;
  @OneOf(exceptionKinds) kind: ExceptionKind;
  @Id() partId: string;
  /** Null: the part as a whole. */
  @Optional() @Id() locationId: string | null;
  /** The highest first: roughly money at stake in minor units. */
  @Whole(0, 2_147_483_647) severity: number;
  /** The numbers behind it by name, such as `expectedAt` and `piecesShort`. */
  @IsObject() numbers: Record<string, string | number>;
  /** Since when. */
  @Instant() foundAt: string;
  /** The last time that a planner settled it, also if it is open again. */
  @Optional() @Nested(() => ExceptionSettlementView) settlement: ExceptionSettlementView | null;
  /** Another one with other numbers. */
  @Whole(1, 2_147_483_647) version: number;
}
