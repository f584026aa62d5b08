import type { CallStatus } from '../ui/labels.js';
import type { Call, CallStep, Seat } from './queries.js';

/** Somebody before a call. */
export interface Hand {
  meId: string;
  /** Where this person sits. */
  seat: Seat | undefined;
  isSupervisor: boolean;
}

export const isOver = (status: CallStatus): boolean => status === 'ended' || status === 'abandoned';

/** Where somebody sits. */
export const seatOf = (seats: readonly Seat[] | undefined, agentId: string): Seat | undefined =>
  seats?.find((seat) => seat.agentId === agentId);

/** The steps that the API would let this person take now; a seat must be free of other calls to take one. */
export function possibleSteps(call: Call, { meId, seat, isSupervisor }: Hand): ReadonlySet<CallStep['do']> {
  const { status } = call;
  const isMine = call.agentId === meId || isAt(call, seat);
  const isFree = seat !== undefined && (seat.callId === undefined || seat.callId === call.id);
  const steps: (CallStep['do'] | false)[] = [
    (status === 'waiting' || status === 'ringing') && isFree && 'take',
    status === 'ringing' && seat !== undefined && call.seat === seat.code && 'notAnswered',
    ...(isMine || isSupervisor
      ? ([
          status === 'talking' && 'consult',
          status === 'consulting' && 'resume',
          (status === 'talking' || status === 'consulting') && 'transfer',
          !isOver(status) && 'end',
        ] as const)
      : []),
  ];
  return new Set(steps.filter((step) => step !== false));
}

/** Whether the seat has the call, or its expert is asked about it. */
const isAt = (call: Call, seat: Seat | undefined): boolean =>
  seat !== undefined && (call.seat === seat.code || call.expertSeat === seat.code);

/** Whether somebody has talked with the customer and nobody has said what it was about. */
export const wantsRequest = ({ status, requestId }: Call): boolean =>
  requestId === undefined && status !== 'waiting' && status !== 'ringing' && status !== 'abandoned';

/** Whether a call that has left the seat still waits for something from who answered it: a word on what it was about, or on its end outside. True too while it is not known yet how it went on. */
export const isUnfinished = (call: Call, meId: string): boolean =>
  call.agentId === meId && (call.status === 'outside' || wantsRequest(call));

/** The call that a seat has now and the one before it. */
export interface Followed {
  now?: string;
  last?: string;
}

/** What there is to follow when the seat has this call; the same object while nothing has changed. */
export function follow(before: Followed, callId: string | undefined): Followed {
  if (callId === before.now) return before;
  const last = before.now ?? before.last;
  return { ...(callId !== undefined && { now: callId }), ...(last !== undefined && last !== callId && { last }) };
}

/** Who calls: the customers who have the number, else the number itself; undefined where it is withheld. */
export const callerOf = ({ customers, phone }: Call): string | undefined =>
  customers
    .map(({ name }) => name)
    .filter(Boolean)
    .join(' / ') || phone;

/** Since when a call is as it is: the customer waits since the first ring, and is helped since the first answer. */
export const sinceOf = ({ arrivedAt, answeredAt }: Call): string => answeredAt ?? arrivedAt;
