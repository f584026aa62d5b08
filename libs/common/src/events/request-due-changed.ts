import { Flag, Id, Instant, Whole } from '../validation/fields.js';
import { exampleId, exampleInstant } from './values.js';

/** Published when the clock of a request that was sent out is stopped or goes on; heard by dispatch (its order is due later). */
export class RequestDueChanged {
  static readonly type = 'desk.request.due-changed.v1';
  static readonly key = 'requestId';
  static readonly about =
    'Published when the clock of a request that was sent out is stopped or goes on, which makes everything due later; heard by dispatch (its order is due later).';
  static readonly example: RequestDueChanged = {
    requestId: exampleId(1),
    dueBy: exampleInstant,
    paused: false,
    at: exampleInstant,
    version: 1,
  };

  @Id() requestId: string;
  /** While it is paused: as it was before. */
  @Instant() dueBy: string;
  /** The clock stands. */
  @Flag() paused: boolean;
  @Instant() at: string;
  /** The aggregate's version after this change. */
  @Whole(1, 2_147_483_647) version: number;
}
