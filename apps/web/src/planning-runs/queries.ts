import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { answerOf, api, once, type Schemas } from '../api/client.js';
import { useParts } from '../api/lookups.js';
import { useSend } from '../api/use-send.js';
import { useFormat } from '../time/format.js';
import type { Tone } from '../ui/badge.js';

export type PlanningRun = Schemas['PlanningRunView'];
export type RunStatus = PlanningRun['status'];

export const runTones = {
  waiting: 'plain',
  running: 'busy',
  done: 'warn',
  stopped: 'plain',
  failed: 'bad',
  published: 'good',
} as const satisfies Record<RunStatus, Tone>;

export const isUnderWay = ({ status }: PlanningRun) => status === 'waiting' || status === 'running';
/** The figures of others are not complete, or were never there; a what-if has curves instead of plans. */
export const isComparable = ({ status, trigger }: PlanningRun) =>
  trigger !== 'what-if' && (status === 'done' || status === 'published');

export function useRuns() {
  return useInfiniteQuery({
    queryKey: ['planning-runs', 'list'],
    queryFn: ({ pageParam, signal }) =>
      answerOf(api.GET('/api/v1/planning-runs', { params: { query: { limit: 20, cursor: pageParam } }, signal })),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ next }) => next ?? undefined,
  });
}

export function useRun(id: string) {
  return useQuery({
    queryKey: ['planning-runs', id],
    queryFn: ({ signal }) => answerOf(api.GET('/api/v1/planning-runs/{id}', { params: { path: { id } }, signal })),
  });
}

/** This run against the other one. */
export function useComparison(id: string, other: string) {
  return useQuery({
    queryKey: ['planning-runs', id, 'comparison', other],
    queryFn: ({ signal }) =>
      answerOf(
        api.GET('/api/v1/planning-runs/{id}/comparison', {
          params: { path: { id }, query: { with: other, limit: 100 } },
          signal,
        }),
      ),
  });
}

export const useRequestRun = () =>
  useSend(
    (body: Schemas['NewPlanningRun'], key) =>
      answerOf(api.POST('/api/v1/planning-runs', { params: { header: once(key) }, body })),
    ['planning-runs'],
  );

export const useStopRun = ({ id, version }: PlanningRun) =>
  useSend(
    (_: 'stop', key) =>
      answerOf(api.POST('/api/v1/planning-runs/{id}/stop', { params: { path: { id }, header: once(key, version) } })),
    ['planning-runs'],
  );

export const usePublishRun = ({ id, version }: PlanningRun) =>
  useSend(
    (_: 'publish', key) =>
      answerOf(
        api.POST('/api/v1/planning-runs/{id}/publish', { params: { path: { id }, header: once(key, version) } }),
      ),
    ['planning-runs', 'forecasts', 'policies', 'planning-exceptions', 'proposals'],
  );

/** The currency of all parts: sums of a run name none. Undefined where parts have several. */
export function useOneCurrency(): string | undefined {
  const { data } = useParts();
  return useMemo(() => {
    const [first, ...others] = new Set(data?.map(({ currency }) => currency));
    return others.length === 0 ? first : undefined;
  }, [data]);
}

/** How a sum over parts is written; a dash where they have several currencies. */
export function useSumOfMoney(): (minor: number) => string {
  const format = useFormat();
  const currency = useOneCurrency();
  return (minor) => (currency ? format.money(minor, currency) : '–');
}
