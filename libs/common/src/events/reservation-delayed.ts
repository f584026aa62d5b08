import { Id, Instant, Text, Whole } from '../validation/fields.js';
import { exampleId, exampleInstant } from './values.js';

/** Published when held or awaited parts will come later than said; heard by dispatch (moves the promise), desk (notice) and the gateway. */
export class ReservationDelayed {
  static readonly type = 'inventory.reservation.delayed.v1';
  static readonly key = 'repairOrderId';
  static readonly about =
    'Published when held or awaited parts will come later than said; heard by dispatch (moves the promise), desk (notice) and the gateway.';
  static readonly example: ReservationDelayed = {
    repairOrderId: exampleId(2),
    requestId: exampleId(1),
    availableAt: exampleInstant,
    previousAvailableAt: exampleInstant,
    reason: 'the customer asked for it',
    version: 1,
  };

  @Id() repairOrderId: string;
  @Id() requestId: string;
  @Instant() availableAt: string;
  @Instant() previousAvailableAt: string;
  @Text(500) reason: string;
  /** The aggregate's version after this change. */
  @Whole(1, 2_147_483_647) version: number;
}
