import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { answerOf, api, once, type Schemas } from '../api/client.js';
import { useSend } from '../api/use-send.js';

export type Plan = Schemas['PlanView'];
export type PlanRow = Schemas['PlanRowView'];
export type PlanFigures = Schemas['PlanFiguresView'];
export type PlanChange = PlanRow['change'];

export function usePlans() {
  return useInfiniteQuery({
    queryKey: ['plans', 'list'],
    queryFn: ({ pageParam, signal }) =>
      answerOf(api.GET('/api/v1/plans', { params: { query: { limit: 20, cursor: pageParam } }, signal })),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ next }) => next ?? undefined,
  });
}

export function usePlan(id: string) {
  return useQuery({
    queryKey: ['plans', id],
    queryFn: ({ signal }) => answerOf(api.GET('/api/v1/plans/{id}', { params: { path: { id } }, signal })),
  });
}

/** `version`: what a plan wants is read anew when the plan has become another. */
export function usePlanRows({ id, version }: Plan, change: PlanChange) {
  return useInfiniteQuery({
    queryKey: ['plans', id, 'rows', version, change],
    queryFn: ({ pageParam, signal }) =>
      answerOf(
        api.GET('/api/v1/plans/{id}/rows', {
          params: { path: { id }, query: { change, limit: 100, cursor: pageParam } },
          signal,
        }),
      ),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ next }) => next ?? undefined,
  });
}

export const useRequestPlan = () =>
  useSend(
    (body: Schemas['PlanRequest'], key) => answerOf(api.POST('/api/v1/plans', { params: { header: once(key) }, body })),
    ['plans'],
  );

export const useStopPlan = ({ id, version }: Plan) =>
  useSend(
    (_: 'stop', key) =>
      answerOf(api.POST('/api/v1/plans/{id}/stop', { params: { path: { id }, header: once(key, version) } })),
    ['plans'],
  );

/** Without orders: all that change. */
export const usePublishPlan = ({ id, version }: Plan) =>
  useSend(
    (repairOrderIds: string[] | undefined, key) =>
      answerOf(
        api.POST('/api/v1/plans/{id}/publish', {
          params: { path: { id }, header: once(key, version) },
          body: repairOrderIds ? { repairOrderIds } : {},
        }),
      ),
    ['plans', 'visits', 'orders'],
  );
