import { useQuery } from '@tanstack/react-query';
import { allPages, answerOf, api, once, type Schemas } from '../api/client.js';
import { useSend } from '../api/use-send.js';
import { useLive } from '../live/live-context.js';
import { useMe } from '../session/session.js';
import type { CallStatus } from '../ui/labels.js';
import { isOver, seatOf } from './call-steps.js';
import { rememberSeat } from './remembered-seat.js';

export type Call = Schemas['CallView'];
export type Seat = Schemas['SeatView'];

export interface OpenCalls {
  /** In the order in which they are given to seats. */
  waiting: Call[];
  /** At seats and outside, in no order. */
  elsewhere: Call[];
}

/** The live stream tells of calls and seats. While it is cut off they are asked for so often by who has a seat or looks at them, */
const watchedMilliseconds = 3_000;
/** and so often by everybody else who may take a seat; while it is there, by all of them as a safety net. */
const awayMilliseconds = 30_000;

const useWatchedMilliseconds = (): number => (useLive().state === 'live' ? awayMilliseconds : watchedMilliseconds);
const mostOfStatus = 500;
const pageSize = 200;
const statusesElsewhere = ['ringing', 'talking', 'consulting', 'outside'] as const;

const seatQuery = {
  queryKey: ['seats'],
  queryFn: ({ signal }: { signal: AbortSignal }) => answerOf(api.GET('/api/v1/seats', { signal })),
};

/** All seats by their code, as they were last read. */
export const useSeats = () => useQuery(seatQuery);

/** All seats, read again and again; only the bar does so, for everybody who shows them. */
export function useWatchedSeats(isWatched: boolean) {
  const { id } = useMe();
  const watched = useWatchedMilliseconds();
  return useQuery({
    ...seatQuery,
    refetchInterval: ({ state }) => (isWatched || seatOf(state.data, id) ? watched : awayMilliseconds),
  });
}

/** One call, until it is over. */
export function useCall(id: string | undefined) {
  const watched = useWatchedMilliseconds();
  return useQuery({
    queryKey: ['calls', id],
    queryFn: ({ signal }) => answerOf(api.GET('/api/v1/calls/{id}', { params: { path: { id: id ?? '' } }, signal })),
    enabled: id !== undefined,
    refetchInterval: ({ state }) => (state.data && isOver(state.data.status) ? false : watched),
  });
}

/** Every call that is not over; at most 200 that wait and 500 of each other status. */
export function useOpenCalls() {
  const refetchInterval = useWatchedMilliseconds();
  return useQuery({
    queryKey: ['calls', 'open'],
    queryFn: async ({ signal }): Promise<OpenCalls> => {
      const [waiting, elsewhere] = await Promise.all([
        answerOf(api.GET('/api/v1/calls/queue', { signal })),
        Promise.all(statusesElsewhere.map((status) => callsOf(status, signal))),
      ]);
      return { waiting, elsewhere: elsewhere.flat() };
    },
    refetchInterval,
  });
}

const callsOf = (status: CallStatus, signal: AbortSignal) =>
  allPages(
    (cursor) => answerOf(api.GET('/api/v1/calls', { params: { query: { status, limit: pageSize, cursor } }, signal })),
    mostOfStatus,
  );

/** What somebody does with a call. */
export type CallStep =
  | { do: 'take' | 'resume' | 'end'; id: string }
  | { do: 'notAnswered'; id: string; seat: string }
  | { do: 'consult' | 'transfer'; id: string; to: Schemas['AskedExpert'] };

/** No step has a version: what was said on the telephone is so. */
export const useCallStep = () => useSend(sendStep, ['calls', 'seats', 'requests']);

function sendStep(step: CallStep, key: string): Promise<Call> {
  const params = { path: { id: step.id }, header: once(key) };
  switch (step.do) {
    case 'take':
      return answerOf(api.POST('/api/v1/calls/{id}/take', { params, body: {} }));
    case 'notAnswered':
      return answerOf(api.POST('/api/v1/calls/{id}/not-answered', { params, body: { seat: step.seat } }));
    case 'consult':
      return answerOf(api.POST('/api/v1/calls/{id}/consult', { params, body: step.to }));
    case 'resume':
      return answerOf(api.POST('/api/v1/calls/{id}/resume', { params }));
    case 'transfer':
      return answerOf(api.POST('/api/v1/calls/{id}/transfer', { params, body: step.to }));
    case 'end':
      return answerOf(api.POST('/api/v1/calls/{id}/end', { params, body: {} }));
  }
}

/** Says which request a call is about. */
export const useLinkCall = () =>
  useSend(
    ({ id, requestId }: { id: string; requestId: string }, key) =>
      answerOf(
        api.POST('/api/v1/calls/{id}/link', { params: { path: { id }, header: once(key) }, body: { requestId } }),
      ),
    ['calls', 'requests'],
  );

/** Sits down at a seat, or leaves it. */
export const useSeatStep = () =>
  useSend(
    async ({ does, code }: { does: 'take' | 'leave'; code: string }, key) => {
      const params = { path: { code }, header: once(key) };
      if (does === 'leave') return answerOf(api.POST('/api/v1/seats/{code}/leave', { params }));
      const seat = await answerOf(api.POST('/api/v1/seats/{code}/take', { params }));
      rememberSeat(code);
      return seat;
    },
    ['seats', 'calls'],
  );

/** A new seat has no version. */
export const useSaveSeat = () =>
  useSend(
    ({ code, version, ...body }: Schemas['SaveSeat'] & { code: string; version?: number }) =>
      answerOf(
        api.PUT('/api/v1/seats/{code}', {
          params: { path: { code }, ...(version !== undefined && { header: { 'If-Match': `"${version}"` } }) },
          body,
        }),
      ),
    ['seats'],
  );
