import { Code, Flag, Instant, Whole } from '../validation/fields.js';
import { exampleInstant } from './values.js';

/** Published when a seat of the call centre is made, changed, taken or left; heard by the gateway (live stream of agents). */
export class SeatChanged {
  static readonly type = 'desk.seat.changed.v1';
  static readonly key = 'code';
  static readonly about =
    'Published when a seat of the call centre is made, changed, taken or left; heard by the gateway (live stream of agents).';
  static readonly example: SeatChanged = { code: 'A-12', active: true, isTaken: true, at: exampleInstant, version: 3 };

  @Code() code: string;
  @Flag() active: boolean;
  /** Somebody sits there. */
  @Flag() isTaken: boolean;
  @Instant() at: string;
  /** The aggregate's version after this change. */
  @Whole(1, 2_147_483_647) version: number;
}
