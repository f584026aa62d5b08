import { IsObject } from 'class-validator';
import { PageQuery } from '#common/http/pages.js';
import { Id, Instant, OneOf, Optional, Whole } from '#common/validation/fields.js';
import { type ExceptionKind, exceptionKinds } from '../core/plan/exceptions.js';

export class PlanningExceptionQuery extends PageQuery {
  @Optional() @OneOf(exceptionKinds) kind?: ExceptionKind;
  @Optional() @Id() partId?: string;
  @Optional() @Id() locationId?: string;
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
}
