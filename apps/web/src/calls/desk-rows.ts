import { sinceOf } from './call-steps.js';
import type { Call, OpenCalls, Seat } from './queries.js';

/** One line of the desk: a call with the seat where it is, or a seat where no customer is, with the call about which its expert is asked. */
export type DeskRow =
  | { call: Call; seat?: Seat | undefined }
  | { call?: undefined; seat: Seat; askedAbout?: Call | undefined };

const standings = ['busy', 'free', 'nobody', 'unused'] as const;
export type SeatStanding = (typeof standings)[number];

/** How a seat stands; `busy` too while its expert is asked about a call that is elsewhere. */
export function standingOf({ active, agentId, callId }: Seat): SeatStanding {
  if (callId !== undefined) return 'busy';
  if (agentId !== undefined) return 'free';
  return active ? 'nobody' : 'unused';
}

/**
 * Calls that wait as the queue has them, then those at seats and outside by how long they last, then the seats that have none: asked experts first, who has
 * sat there longest next, empty ones by their code. The lists were read one after the other: of a call in two of them the newer one counts.
 */
export function deskRows({ waiting, elsewhere }: OpenCalls, seats: readonly Seat[]): DeskRow[] {
  const newest = new Map<string, Call>();
  for (const call of [...waiting, ...elsewhere])
    if (call.version > (newest.get(call.id)?.version ?? 0)) newest.set(call.id, call);
  const calls = [...newest.values()];
  const queue = calls.filter(({ status }) => status === 'waiting');
  const others = calls
    .filter(({ status }) => status !== 'waiting')
    .toSorted((one, other) => Date.parse(sinceOf(one)) - Date.parse(sinceOf(other)));
  const byCode = new Map(seats.map((seat) => [seat.code, seat]));
  const withCall = new Set(others.map(({ seat }) => seat));
  return [
    ...[...queue, ...others].map((call) => ({ call, seat: byCode.get(call.seat ?? '') })),
    ...seats
      .filter(({ code }) => !withCall.has(code))
      .toSorted(bySeat)
      .map((seat) => ({ seat, askedAbout: newest.get(seat.callId ?? '') })),
  ];
}

const bySeat = (one: Seat, other: Seat): number =>
  standings.indexOf(standingOf(one)) - standings.indexOf(standingOf(other)) ||
  takenOn(one) - takenOn(other) ||
  one.code.localeCompare(other.code);

const takenOn = ({ takenAt }: Seat): number => (takenAt === undefined ? 0 : Date.parse(takenAt));

/** What stands above the table: how many wait and since when the first, and how many ordinary seats are free. */
export function deskSummary({ waiting }: OpenCalls, seats: readonly Seat[]) {
  const [longest] = waiting.map(({ arrivedAt }) => arrivedAt).toSorted();
  return {
    waiting: waiting.length,
    longestSince: longest,
    free: seats.filter((seat) => seat.kind === 'ordinary' && standingOf(seat) === 'free').length,
  };
}
