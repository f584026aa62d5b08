import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { allPages, answerOf, api, type Schemas } from '../api/client.js';
import { usePick } from '../texts/text-context.js';
import type {
  AlertFilter,
  ChartQuestion,
  groupedQuestionOf,
  Measure,
  ParetoQuestion,
  recordsQuestionOf,
} from './questions.js';

export type Pareto = Schemas['ParetoView'];
export type ParetoBar = Pareto['bars'][number];
export type UChart = Schemas['UChartView'];
export type UChartPoint = UChart['points'][number];
export type Rate = Schemas['RateView'];
export type RepairTime = Schemas['RepairTimeView'];
export type FailureRecord = Schemas['FailureRecordView'];
export type QualityAlert = Schemas['QualityAlertView'];

const seldomMilliseconds = 600_000;

export function usePareto(question: ParetoQuestion) {
  return useQuery({
    queryKey: ['reports', 'pareto', question],
    queryFn: ({ signal }) => answerOf(api.GET('/api/v1/reports/pareto', { params: { query: question }, signal })),
  });
}

const ratePaths = {
  firstTimeFix: '/api/v1/reports/first-time-fix',
  repeatVisit: '/api/v1/reports/repeat-visits',
  noFaultFound: '/api/v1/reports/no-fault-found',
  partHit: '/api/v1/reports/part-hits',
} as const satisfies Record<Measure, string>;

type GroupedQuestion = ReturnType<typeof groupedQuestionOf>;

export function useRate(measure: Measure, question: GroupedQuestion) {
  return useQuery({
    queryKey: ['reports', measure, question],
    queryFn: ({ signal }) => answerOf(api.GET(ratePaths[measure], { params: { query: question }, signal })),
  });
}

export function useRepairTime(question: GroupedQuestion) {
  return useQuery({
    queryKey: ['reports', 'repair-time', question],
    queryFn: ({ signal }) => answerOf(api.GET('/api/v1/reports/repair-time', { params: { query: question }, signal })),
  });
}

/** Single failure records, the latest finished first. */
export function useRecords(question: ReturnType<typeof recordsQuestionOf>) {
  return useInfiniteQuery({
    queryKey: ['reports', 'records', question],
    queryFn: ({ pageParam, signal }) =>
      answerOf(
        api.GET('/api/v1/failure-records', {
          params: { query: { ...question, limit: 50, cursor: pageParam } },
          signal,
        }),
      ),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ next }) => next ?? undefined,
  });
}

export function useUChart(question: ChartQuestion) {
  return useQuery({
    queryKey: ['charts', 'u', question],
    queryFn: ({ signal }) => answerOf(api.GET('/api/v1/charts/u', { params: { query: question }, signal })),
  });
}

/** The alerts of a product, a category or the whole network, the newest first. */
export function useAlerts(filter: AlertFilter) {
  return useInfiniteQuery({
    queryKey: ['quality-alerts', filter],
    queryFn: ({ pageParam, signal }) =>
      answerOf(
        api.GET('/api/v1/quality-alerts', { params: { query: { ...filter, limit: 20, cursor: pageParam } }, signal }),
      ),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ next }) => next ?? undefined,
  });
}

/** All products by code. */
export function useProducts() {
  return useQuery({
    queryKey: ['products', 'all'],
    queryFn: ({ signal }) =>
      allPages((cursor) =>
        answerOf(api.GET('/api/v1/products', { params: { query: { limit: 200, cursor } }, signal })),
      ),
    staleTime: seldomMilliseconds,
  });
}

/** Code and name of a product. */
export function useProductName(): (id: string) => string {
  const pick = usePick();
  const { data } = useProducts();
  const byId = useMemo(() => new Map(data?.map((product) => [product.id, product])), [data]);
  return (id) => {
    const product = byId.get(id);
    return product ? `${product.code} ${pick({ en: product.nameEn, zh: product.nameZh })}` : '…';
  };
}
