import { Id, Instant, OneOf, Optional, Text, Whole } from '../validation/fields.js';
import { type RequestStatus, requestStatuses } from './lists.js';
import { exampleId, exampleInstant } from './values.js';

/** Published at every change of a request's status or owner; heard by the gateway (board). */
export class RequestStatusChanged {
  static readonly type = 'desk.request.status-changed.v1';
  static readonly key = 'requestId';
  static readonly about = "Published at every change of a request's status or owner; heard by the gateway (board).";
  static readonly example: RequestStatusChanged = {
    requestId: exampleId(1),
    number: 'R-26030200017',
    status: 'triaged',
    previousStatus: 'new',
    ownerId: exampleId(13),
    repairOrderId: exampleId(2),
    dueBy: exampleInstant,
    reason: 'the customer asked for it',
    at: exampleInstant,
    version: 1,
  };

  @Id() requestId: string;
  @Text(32) number: string;
  @OneOf(requestStatuses) status: RequestStatus;
  @OneOf(requestStatuses) previousStatus: RequestStatus;
  @Optional() @Id() ownerId?: string;
  @Optional() @Id() repairOrderId?: string;
  @Instant() dueBy: string;
  @Optional() @Text(500) reason?: string;
  @Instant() at: string;
  /** The aggregate's version after this change. */
  @Whole(1, 2_147_483_647) version: number;
}
