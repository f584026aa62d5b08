import { type SeatKind, seatKinds } from '../core/calls/call-steps.js';
import { Code, Flag, Id, Instant, OneOf, Optional, Text, Whole } from '#common/validation/fields.js';

export class SaveSeat {
  @Text(120) name: string;
  /** Calls are given to ordinary seats; experts are asked by these, or get a call transferred. */
  @OneOf(seatKinds) kind: SeatKind;
  /** What the telephone system rings for this seat. */
  @Optional() @Text(40) extension?: string;
  /** `false`: nobody can take it any more. */
  @Optional() @Flag() active?: boolean;
}

export class SeatView {
  @Code() code: string;
  @Text(120) name: string;
  @OneOf(seatKinds) kind: SeatKind;
  @Optional() @Text(40) extension?: string;
  @Flag() active: boolean;
  /** Who sits there. */
  @Optional() @Id() agentId?: string;
  @Optional() @Text(120) agentName?: string;
  @Optional() @Instant() takenAt?: string;
  /** The call that it has, or about which its expert is asked. */
  @Optional() @Id() callId?: string;
  @Whole(1, 2_147_483_647) version: number;
}
