import { useInfiniteQuery } from '@tanstack/react-query';
import { answerOf, api, once, type Schemas } from '../api/client.js';
import { useSend } from '../api/use-send.js';
import type { Tone } from '../ui/badge.js';

export type PartsException = Schemas['PlanningExceptionView'];
export type ExceptionKind = PartsException['kind'];

/** In the order of the tabs. */
export const exceptionTones = {
  stock_out_predicted: 'bad',
  target_missed: 'bad',
  demand_shift: 'warn',
  late_order: 'bad',
  excess: 'plain',
  new_part: 'busy',
  move_proposed: 'good',
  unbacked_use: 'warn',
  unknown_part: 'warn',
} as const satisfies Record<ExceptionKind, Tone>;
export const exceptionKinds = Object.keys(exceptionTones) as ExceptionKind[];

/** Where the doubted uses behind an exception are settled; undefined where all counts as it was told. */
export function doubtsOf({ kind, partId, locationId, numbers }: PartsException): string | undefined {
  const isDoubted = kind === 'unknown_part' || Number(numbers['uncountedPieces'] ?? 0) > 0;
  return isDoubted ? `/app/doubted-uses?partId=${partId}&place=${locationId ?? ''}` : undefined;
}

/** No event tells that the list was looked at again: it follows some moments after a run was published. */
const againMilliseconds = 15_000;

export interface ExceptionFilter {
  kind: ExceptionKind | undefined;
  partId: string | undefined;
  /** Only what a planner has settled, instead of what is open. */
  isSettled: boolean;
}

/** The dearest first, page after page. */
export function usePartsExceptions({ kind, partId, isSettled }: ExceptionFilter) {
  return useInfiniteQuery({
    queryKey: ['planning-exceptions', kind, partId, isSettled],
    queryFn: ({ pageParam, signal }) =>
      answerOf(
        api.GET('/api/v1/planning-exceptions', {
          params: { query: { limit: 100, kind, partId, settled: isSettled ? 'true' : 'false', cursor: pageParam } },
          signal,
        }),
      ),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ next }) => next ?? undefined,
    refetchInterval: againMilliseconds,
  });
}

const touched = ['planning-exceptions'] as const;

const params = ({ id, version }: PartsException, key: string) => ({ path: { id }, header: once(key, version) });

export const useSettle = (exception: PartsException) =>
  useSend(
    (body: Schemas['ExceptionSettlementRequest'], key) =>
      answerOf(api.POST('/api/v1/planning-exceptions/{id}/settle', { params: params(exception, key), body })),
    touched,
  );

export const useReopen = (exception: PartsException) =>
  useSend(
    (_: undefined, key) =>
      answerOf(api.POST('/api/v1/planning-exceptions/{id}/reopen', { params: params(exception, key) })),
    touched,
  );
