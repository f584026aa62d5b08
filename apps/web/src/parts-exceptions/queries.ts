import { useInfiniteQuery } from '@tanstack/react-query';
import { answerOf, api, type Schemas } from '../api/client.js';
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
} as const satisfies Record<ExceptionKind, Tone>;
export const exceptionKinds = Object.keys(exceptionTones) as ExceptionKind[];

/** No event tells that the list was looked at again: it follows some moments after a run was published. */
const againMilliseconds = 15_000;

/** The dearest first, page after page. */
export function usePartsExceptions(kind: ExceptionKind | undefined, partId: string | undefined) {
  return useInfiniteQuery({
    queryKey: ['planning-exceptions', kind, partId],
    queryFn: ({ pageParam, signal }) =>
      answerOf(
        api.GET('/api/v1/planning-exceptions', {
          params: { query: { limit: 100, kind, partId, cursor: pageParam } },
          signal,
        }),
      ),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ next }) => next ?? undefined,
    refetchInterval: againMilliseconds,
  });
}
