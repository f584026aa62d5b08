import { Id, Instant, Text, Whole } from '../validation/fields.js';
import { exampleId, exampleInstant } from './values.js';

/** Published when the customer says at the call-back that the fault is not solved; heard by quality (repeat visits) and the gateway. */
export class RequestReopened {
  static readonly type = 'desk.request.reopened.v1';
  static readonly key = 'requestId';
  static readonly about =
    'Published when the customer says at the call-back that the fault is not solved; heard by quality (repeat visits) and the gateway.';
  static readonly example: RequestReopened = {
    requestId: exampleId(1),
    repairOrderId: exampleId(2),
    reason: 'the customer asked for it',
    reopenedAt: exampleInstant,
    version: 1,
  };

  @Id() requestId: string;
  @Id() repairOrderId: string;
  @Text(500) reason: string;
  @Instant() reopenedAt: string;
  /** The aggregate's version after this change. */
  @Whole(1, 2_147_483_647) version: number;
}
