import { Id, Instant, OneOf, Optional, Whole } from '../validation/fields.js';
import { type CloseOutcome, closeOutcomes } from './lists.js';
import { exampleId, exampleInstant } from './values.js';

/** Published when a request ends; heard by dispatch (closes the order), quality and the gateway. */
export class RequestClosed {
  static readonly type = 'desk.request.closed.v1';
  static readonly key = 'requestId';
  static readonly about =
    'Published when a request ends; heard by dispatch (closes the order), quality and the gateway.';
  static readonly example: RequestClosed = {
    requestId: exampleId(1),
    repairOrderId: exampleId(2),
    outcome: 'satisfied',
    closedAt: exampleInstant,
    version: 1,
  };

  @Id() requestId: string;
  @Optional() @Id() repairOrderId?: string;
  @OneOf(closeOutcomes) outcome: CloseOutcome;
  @Instant() closedAt: string;
  /** The aggregate's version after this change. */
  @Whole(1, 2_147_483_647) version: number;
}
