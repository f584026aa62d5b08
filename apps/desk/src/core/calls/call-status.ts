import { type CallStatus, callStatuses } from '#common/events/lists.js';

export { type CallStatus, callStatuses };

/** Why a call has ended, where nobody said so: nothing was told of it for too long. */
export const callEndReasons = ['silent'] as const;
export type CallEndReason = (typeof callEndReasons)[number];

/** What leads a call from one status to another. Whatever is not here is refused. */
export const callTransitions = {
  waiting: {
    ringing: 'given to a free ordinary seat, urgent calls first',
    talking: 'an agent took it from the queue',
    abandoned: 'the customer hung up, or nothing was told of it for too long',
  },
  ringing: {
    talking: 'answered there, or taken at another seat',
    waiting: 'not answered: the seat is left, the call keeps its place in the queue',
    abandoned: 'the customer hung up, or nothing was told of it for too long',
  },
  talking: {
    consulting: 'an expert is asked while the customer waits',
    ringing: 'transferred to an expert seat',
    outside: 'transferred to an outside expert',
    ended: 'somebody hung up, or nothing was told of it for too long',
  },
  consulting: {
    talking: 'the customer is back, or is transferred to the expert seat that was asked',
    outside: 'transferred to the outside expert who was asked',
    ended: 'the customer hung up, or nothing was told of it for too long',
  },
  outside: { ended: 'somebody hung up, or nothing was told of it for too long' },
  ended: {},
  abandoned: {},
} as const satisfies Record<CallStatus, Partial<Record<CallStatus, string>>>;

/** Whether a call may go from one status to the other in one step. */
export function canMove(from: CallStatus, to: CallStatus): boolean {
  return to in callTransitions[from];
}

/** The statuses that are possible next. */
export function nextStatuses(from: CallStatus): CallStatus[] {
  return Object.keys(callTransitions[from]) as CallStatus[];
}

/** Statuses in which a seat has the call. */
export const atSeatStatuses = ['ringing', 'talking', 'consulting'] as const;

/** Whether the call is over. */
export function isOver(status: CallStatus): boolean {
  return status === 'ended' || status === 'abandoned';
}
