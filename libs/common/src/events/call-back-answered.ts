import { Flag, Id, Instant, Optional, Whole } from '../validation/fields.js';
import { exampleId, exampleInstant } from './values.js';

/** Published when the customer answered the satisfaction call; heard by quality (score cards). */
export class CallBackAnswered {
  static readonly type = 'desk.call-back.answered.v1';
  static readonly key = 'callBackId';
  static readonly about = 'Published when the customer answered the satisfaction call; heard by quality (score cards).';
  static readonly example: CallBackAnswered = {
    callBackId: exampleId(14),
    requestId: exampleId(1),
    repairOrderId: exampleId(2),
    siteId: exampleId(7),
    technicianId: exampleId(8),
    satisfied: true,
    quality: 1,
    punctuality: 1,
    attitude: 1,
    timesConfirmed: true,
    workConfirmed: true,
    complaint: false,
    answeredAt: exampleInstant,
    version: 1,
  };

  @Id() callBackId: string;
  @Id() requestId: string;
  @Id() repairOrderId: string;
  @Optional() @Id() siteId?: string;
  @Optional() @Id() technicianId?: string;
  @Flag() satisfied: boolean;
  @Optional() @Whole(1, 5) quality?: number;
  @Optional() @Whole(1, 5) punctuality?: number;
  @Optional() @Whole(1, 5) attitude?: number;
  @Optional() @Flag() timesConfirmed?: boolean;
  @Optional() @Flag() workConfirmed?: boolean;
  @Flag() complaint: boolean;
  @Instant() answeredAt: string;
  /** The aggregate's version after this change. */
  @Whole(1, 2_147_483_647) version: number;
}
