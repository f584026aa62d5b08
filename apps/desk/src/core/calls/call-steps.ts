import { type CallStatus, canMove, isOver, nextStatuses } from './call-status.js';

export const seatKinds = ['ordinary', 'expert'] as const;
export type SeatKind = (typeof seatKinds)[number];

/** An expert who has no seat here: a developer, a supplier, another company. */
export interface Outside {
  name: string;
  phone: string;
}

export interface CallState {
  status: CallStatus;
  /** Where the customer is, or where it rings; after the end, where the customer was last. */
  seatCode: string | null;
  /** The expert seat that is asked meanwhile. */
  expertSeatCode: string | null;
  /** The outside expert who is asked meanwhile, or who has taken the customer over. */
  outside: Outside | null;
}

/** A seat as a step needs to know it. */
export interface SeatState {
  code: string;
  kind: SeatKind;
  isTaken: boolean;
  /** It has another call than this one. */
  isBusy: boolean;
}

export type Expert = { seat: SeatState } | { outside: Outside };

export type CallStep =
  | { do: 'take'; seat: SeatState }
  | { do: 'notAnswered'; seatCode: string }
  | { do: 'consult'; expert: Expert }
  | { do: 'resume' }
  | { do: 'transfer'; expert?: Expert }
  | { do: 'end' };

/** The state after a step; `repeated` when what is asked for is so already; or one sentence that says why it is refused. */
export type CallDecision = { next: CallState } | 'repeated' | { refused: string };

/** What a step makes of a call. Telephone systems repeat themselves: what is so already is never refused and changes nothing. */
export function decide(call: CallState, step: CallStep): CallDecision {
  const decision = decisionOf(call, step);
  if (typeof decision === 'string' || 'refused' in decision || canMove(call.status, decision.next.status))
    return decision;
  const possible = nextStatuses(call.status).join(', ') || 'nothing';
  return { refused: `it is ${call.status} and cannot become ${decision.next.status}; possible: ${possible}` };
}

function decisionOf(call: CallState, step: CallStep): CallDecision {
  switch (step.do) {
    case 'take':
      return take(call, step.seat);
    case 'notAnswered':
      if (call.status !== 'ringing' || call.seatCode !== step.seatCode) return 'repeated'; // it rings there no longer
      return { next: { ...call, status: 'waiting', seatCode: null } };
    case 'consult':
      return consult(call, step.expert);
    case 'resume':
      if (call.status === 'talking') return 'repeated';
      if (call.status !== 'consulting') return { refused: `it is ${call.status}: nobody is asked` };
      return { next: { ...call, status: 'talking', expertSeatCode: null, outside: null } };
    case 'transfer':
      return transfer(call, step.expert);
    case 'end':
      return end(call);
  }
}

function take(call: CallState, seat: SeatState): CallDecision {
  const { status, seatCode } = call;
  const isWithSomebody = status === 'talking' || status === 'consulting';
  if (isWithSomebody && seatCode === seat.code) return 'repeated';
  if (isWithSomebody) return { refused: `it was taken already: seat ${seatCode} has it` };
  if (!seat.isTaken) return { refused: `nobody sits at seat ${seat.code}: an agent takes it first` };
  if (seat.isBusy) return { refused: `seat ${seat.code} has another call: end or transfer that first` };
  return { next: { ...call, status: 'talking', seatCode: seat.code } };
}

function consult(call: CallState, expert: Expert): CallDecision {
  if (call.status === 'consulting' && isAsked(call, expert)) return 'repeated';
  if (call.status !== 'talking')
    return { refused: `it is ${call.status}: experts are asked while somebody talks with the customer` };
  if ('outside' in expert) return { next: { ...call, status: 'consulting', outside: expert.outside } };
  if (expert.seat.code === call.seatCode) return { refused: `the customer is at seat ${call.seatCode} itself` };
  const fault = faultOf(expert.seat);
  return fault ? { refused: fault } : { next: { ...call, status: 'consulting', expertSeatCode: expert.seat.code } };
}

function transfer(call: CallState, expert: Expert | undefined): CallDecision {
  if (isThere(call, expert)) return 'repeated';
  if (call.status === 'consulting') return transferToAsked(call, expert);
  if (call.status !== 'talking') return { refused: `it is ${call.status}: who talks with the customer transfers` };
  if (!expert) return { refused: 'nobody is asked: say to which seat, or to whom outside' };
  if ('outside' in expert) return { next: { ...call, status: 'outside', seatCode: null, outside: expert.outside } };
  const fault = faultOf(expert.seat);
  return fault ? { refused: fault } : { next: { ...call, status: 'ringing', seatCode: expert.seat.code } };
}

/** Who was asked has the customer at once; to anybody else only after the customer is back. */
function transferToAsked(call: CallState, expert: Expert | undefined): CallDecision {
  if (expert && !isAsked(call, expert))
    return { refused: 'somebody else is asked: resume first, or transfer to who is asked' };
  if (call.expertSeatCode === null) return { next: { ...call, status: 'outside', seatCode: null } };
  return { next: { ...call, status: 'talking', seatCode: call.expertSeatCode, expertSeatCode: null } };
}

function end(call: CallState): CallDecision {
  if (isOver(call.status)) return 'repeated';
  const isUnanswered = call.status === 'waiting' || call.status === 'ringing';
  return { next: { ...call, status: isUnanswered ? 'abandoned' : 'ended', expertSeatCode: null } };
}

/** Why an expert seat cannot be asked, if it cannot. */
function faultOf({ code, kind, isTaken, isBusy }: SeatState): string | undefined {
  if (kind !== 'expert') return `seat ${code} is an ordinary seat: name an expert seat`;
  if (!isTaken) return `nobody sits at expert seat ${code}: name another one, or an outside expert`;
  if (isBusy) return `expert seat ${code} has another call: name another one, or an outside expert`;
  return undefined;
}

const isAsked = ({ expertSeatCode, outside }: CallState, expert: Expert): boolean =>
  'seat' in expert ? expertSeatCode === expert.seat.code : isSame(outside, expert.outside);

/** Whether the customer is with this expert already, or on the way there. */
function isThere({ status, seatCode, outside }: CallState, expert: Expert | undefined): boolean {
  if (status === 'outside') return !expert || ('outside' in expert && isSame(outside, expert.outside));
  return expert !== undefined && 'seat' in expert && !isOver(status) && seatCode === expert.seat.code;
}

const isSame = (one: Outside | null, other: Outside) => one?.name === other.name && one.phone === other.phone;
