import { cannotCompleteReasons, type CannotCompleteReason } from '#common/events/lists.js';
import { PageQuery } from '#common/http/pages.js';
import { Code, Flag, Id, Instant, OneOf, Optional, Text, Whole } from '#common/validation/fields.js';
import { callBackOccasions, type CallBackStatus, callBackStatuses, type CallBackSubject } from '../core/call-back.js';

/** What the customer says. Scores are 1 (worst) to 5. */
export class AnswerCallBack {
  @Flag() satisfied: boolean;
  @Optional() @Whole(1, 5) quality?: number;
  @Optional() @Whole(1, 5) punctuality?: number;
  @Optional() @Whole(1, 5) attitude?: number;
  /** The technician was there at the times that were reported. */
  @Optional() @Flag() timesConfirmed?: boolean;
  /** The work and the parts are as reported. */
  @Optional() @Flag() workConfirmed?: boolean;
  /** Holds the request open until the complaint is settled; say in `comment` what it is about. */
  @Optional() @Flag() complaint?: boolean;
  @Optional() @Text(4000) comment?: string;
}

export class SettleComplaint {
  /** What was agreed with the customer. */
  @Text(4000) settlement: string;
}

export class CallBackView {
  @Id() id: string;
  @Id() requestId: string;
  @Optional() @Id() repairOrderId?: string;
  @Whole(0, 100) attempt: number;
  @OneOf(callBackStatuses) status: CallBackStatus;
  @OneOf(callBackOccasions) after: CallBackSubject['after'];
  @Optional() @OneOf(cannotCompleteReasons) cannotCompleteReason?: CannotCompleteReason;
  @Optional() @Id() siteId?: string;
  @Optional() @Id() technicianId?: string;
  /** The times that the site reported. */
  @Optional() @Instant() arrivedAt?: string;
  @Instant() finishedAt: string;
  @Instant() dueAt: string;
  @Flag() overdue: boolean;
  @Optional() @Flag() satisfied?: boolean;
  @Optional() @Whole(1, 5) quality?: number;
  @Optional() @Whole(1, 5) punctuality?: number;
  @Optional() @Whole(1, 5) attitude?: number;
  @Optional() @Flag() timesConfirmed?: boolean;
  @Optional() @Flag() workConfirmed?: boolean;
  @Flag() complaint: boolean;
  @Optional() @Instant() complaintSettledAt?: string;
  @Optional() @Text(4000) complaintSettlement?: string;
  @Optional() @Text(4000) comment?: string;
  @Optional() @Text(500) waiveReason?: string;
  @Optional() @Instant() answeredAt?: string;
  @Whole(1, 2_147_483_647) version: number;
}

export class QuestionView {
  @Code() field: string;
  @Code() indicator: string;
  @Text(200) en: string;
  @Text(200) zh: string;
}

export class CallBackQuery extends PageQuery {
  /** `due` if left out. */
  @Optional() @OneOf(callBackStatuses) status?: CallBackStatus;
  @Optional() @Id() requestId?: string;
  /** `true`: those with a complaint that is not settled. */
  @Optional() @OneOf(['true', 'false']) complaint?: 'true' | 'false';
}
