import { Id, Instant, Text, Whole } from '../validation/fields.js';
import { exampleId, exampleInstant } from './values.js';

/** Published when the customer or an agent withdraws a request; heard by dispatch (cancels the order), inventory and the gateway. */
export class RequestCancelled {
  static readonly type = 'desk.request.cancelled.v1';
  static readonly key = 'requestId';
  static readonly about =
    'Published when the customer or an agent withdraws a request; heard by dispatch (cancels the order), inventory and the gateway.';
  static readonly example: RequestCancelled = {
    requestId: exampleId(1),
    reason: 'the customer asked for it',
    cancelledAt: exampleInstant,
    version: 1,
  };

  @Id() requestId: string;
  @Text(500) reason: string;
  @Instant() cancelledAt: string;
  /** The aggregate's version after this change. */
  @Whole(1, 2_147_483_647) version: number;
}
