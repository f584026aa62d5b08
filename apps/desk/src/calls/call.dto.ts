import { IsObject, IsString, Matches, MaxLength } from 'class-validator';
import { type CallEndReason, callEndReasons, type CallStatus, callStatuses } from '../core/calls/call-status.js';
import { PageQuery } from '#common/http/pages.js';
import { Code, Flag, Id, Instant, ListOf, Nested, OneOf, Optional, Text, Whole } from '#common/validation/fields.js';

const dayOfSeconds = 86_400;

/** What a telephone system tells when somebody rings. */
export class ArrivingCall {
  /** The telephone system's own id of the call; told again, the call that is there is answered. */
  @Text(200) externalId: string;
  /** From which number; left out where it is withheld. */
  @Optional() @Text(40) phone?: string;
  /** Before all that are not; where it is left out, a call about an urgent open request or of its customer is. */
  @Optional() @Flag() urgent?: boolean;
  /** The request about which the customer calls, where a voice menu has asked. */
  @Optional() @Id() requestId?: string;
}

export class TakenCall {
  /** At which seat; a person's own if left out, an API key must say it. */
  @Optional() @Code() seat?: string;
}

export class UnansweredCall {
  /** The seat at which it rang in vain: its agent must take it again. */
  @Code() seat: string;
}

export class OutsideExpert {
  @Text(120) name: string;
  @Text(40) phone: string;
}

/** An expert seat, or somebody outside. */
export class AskedExpert {
  @Optional() @Code() seat?: string;
  @Optional() @Nested(() => OutsideExpert) outside?: OutsideExpert;
}

export class EndedCall {
  /** As the telephone system measured it; from answer to end by our clock if left out. */
  @Optional() @Whole(0, dayOfSeconds) lengthSeconds?: number;
  /** Where the recording is; may come later, with the same step again. */
  @Optional()
  @IsString()
  @MaxLength(2000)
  @Matches(/^https?:\/\/[\w.~:/?#[\]@!$&'()*+,;=%-]+$/, { message: '$property must be an http or https URL' })
  recordingUrl?: string;
}

export class CallOfRequest {
  @Id() requestId: string;
}

export class CallQuery extends PageQuery {
  @Optional() @OneOf(callStatuses) status?: CallStatus;
  @Optional() @Id() requestId?: string;
}

export class CallingCustomer {
  @Id() customerId: string;
  @Text(120) name: string;
}

export class CallView {
  @Id() id: string;
  @Text(200) externalId: string;
  @OneOf(callStatuses) status: CallStatus;
  @Flag() urgent: boolean;
  @Optional() @Text(40) phone?: string;
  /** Who may be calling: what the agent's screen shows is `/customers/{id}/glance`. Several where more than one customer has the number. */
  @ListOf(() => CallingCustomer, 5) customers: CallingCustomer[];
  @Optional() @Id() requestId?: string;
  /** Where the customer is, or where it rings; after the end, where the customer was last. */
  @Optional() @Code() seat?: string;
  /** Who answered there. */
  @Optional() @Id() agentId?: string;
  @Optional() @Text(120) agentName?: string;
  /** Who is asked while the customer waits, or has taken the customer over. */
  @Optional() @Code() expertSeat?: string;
  @Optional() @Nested(() => OutsideExpert) outside?: OutsideExpert;
  /** Which one it is in the queue, from 1. */
  @Optional() @Whole(1, 100_000) position?: number;
  @Instant() arrivedAt: string;
  @Optional() @Instant() answeredAt?: string;
  @Optional() @Instant() endedAt?: string;
  /** Left out where somebody told the end; `silent`: nothing was told of the call for too long, and how long they talked is not known. */
  @Optional() @OneOf(callEndReasons) endReason?: CallEndReason;
  @Optional() @Whole(0, 2_147_483_647) lengthSeconds?: number;
  @Optional() @Text(2000) recordingUrl?: string;
  @Whole(1, 2_147_483_647) version: number;
}

export class CallStepView {
  @Code() kind: string;
  @Instant() at: string;
  @Text(120) actorName: string;
  @IsObject() data: Record<string, unknown>;
}

export class CallStoryView extends CallView {
  /** What happened, oldest first; at most the first 200. */
  @ListOf(() => CallStepView, 200) steps: CallStepView[];
}
