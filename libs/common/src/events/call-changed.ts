import { Code, Flag, Id, Instant, OneOf, Optional, Whole } from '../validation/fields.js';
import { type CallStatus, callStatuses } from './lists.js';
import { exampleId, exampleInstant } from './values.js';

/** Published when a telephone call arrives, rings, moves, is told to be about a request or ends; heard by the gateway (live stream of agents). */
export class CallChanged {
  static readonly type = 'desk.call.changed.v1';
  static readonly key = 'callId';
  static readonly about =
    'Published when a telephone call arrives, rings, moves, is told to be about a request or ends; heard by the gateway (live stream of agents).';
  static readonly example: CallChanged = {
    callId: exampleId(23),
    status: 'ringing',
    urgent: false,
    seat: 'A-12',
    requestId: exampleId(1),
    at: exampleInstant,
    version: 2,
  };

  @Id() callId: string;
  @OneOf(callStatuses) status: CallStatus;
  @Flag() urgent: boolean;
  /** The code of the seat that has it, or had it last. */
  @Optional() @Code() seat?: string;
  /** The seat of the expert who is asked. */
  @Optional() @Code() expertSeat?: string;
  @Optional() @Id() requestId?: string;
  @Instant() at: string;
  /** The aggregate's version after this change. */
  @Whole(1, 2_147_483_647) version: number;
}
