import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { answerOf, api, once, type Schemas } from '../api/client.js';
import { useSend } from '../api/use-send.js';
import type { ItemFilter } from './use-item-filter.js';

export type DoubtedUse = Schemas['DoubtedUseView'];
export type DemandAdjustment = Schemas['DemandAdjustmentView'];
/** What a write goes on: the thing as it was seen. */
type Seen = Pick<DoubtedUse, 'id' | 'version'>;

const pageSize = 50;

/** An event tells of a use of a part that the catalogue has; of others, and of what colleagues settle, none does. */
const againMilliseconds = 15_000;

/** The newest first, page after page; settled ones, open ones, or both where `settled` is undefined. */
export function useDoubtedUses({ partId, locationId }: ItemFilter, settled: boolean | undefined) {
  return useInfiniteQuery({
    queryKey: ['doubted-uses', 'list', partId, locationId, settled],
    queryFn: ({ pageParam: cursor, signal }) => {
      const query = { limit: pageSize, partId, locationId, settled: flag(settled), cursor };
      return answerOf(api.GET('/api/v1/doubted-uses', { params: { query }, signal }));
    },
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ next }) => next ?? undefined,
    refetchInterval: againMilliseconds,
  });
}

/** One of them as it is now; null where it is no more. */
export function useUseNow({ id, partId, repairOrderId }: DoubtedUse) {
  return useQuery({
    queryKey: ['doubted-uses', id, 'now'],
    queryFn: async ({ signal }) => {
      const query = { partId, repairOrderId, limit: 200 };
      const { items } = await answerOf(api.GET('/api/v1/doubted-uses', { params: { query }, signal }));
      return items.find((use) => use.id === id) ?? null;
    },
    staleTime: 0,
  });
}

/** The newest first, page after page; those that count, those that were taken back, or both where `active` is undefined. */
export function useDemandAdjustments({ partId, locationId }: ItemFilter, active: boolean | undefined) {
  return useInfiniteQuery({
    queryKey: ['demand-adjustments', partId, locationId, active],
    queryFn: ({ pageParam: cursor, signal }) => {
      const query = { limit: pageSize, partId, locationId, active: flag(active), cursor };
      return answerOf(api.GET('/api/v1/demand-adjustments', { params: { query }, signal }));
    },
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ next }) => next ?? undefined,
  });
}

const flag = (value: boolean | undefined) => (value === undefined ? undefined : (`${value}` as const));

/** Settling writes an adjustment, and may settle or return the exception of the part there. */
const touched = ['doubted-uses', 'demand-adjustments', 'planning-exceptions', 'forecasts'] as const;

const params = ({ id, version }: Seen, key: string) => ({ path: { id }, header: once(key, version) });

export const useSettleUse = (id: string) =>
  useSend(
    ({ version, ...body }: Schemas['DoubtedUseSettlementRequest'] & { version: number }, key) =>
      answerOf(api.POST('/api/v1/doubted-uses/{id}/settle', { params: params({ id, version }, key), body })),
    touched,
  );

export const useReopenUse = () =>
  useSend(
    (seen: Seen, key) => answerOf(api.POST('/api/v1/doubted-uses/{id}/reopen', { params: params(seen, key) })),
    touched,
  );

export const useAdjustDemand = () =>
  useSend(
    (body: Schemas['NewDemandAdjustment'], key) =>
      answerOf(api.POST('/api/v1/demand-adjustments', { params: { header: once(key) }, body })),
    ['demand-adjustments', 'forecasts'],
  );

export const useTakeBack = () =>
  useSend(
    (seen: Seen, key) => answerOf(api.POST('/api/v1/demand-adjustments/{id}/take-back', { params: params(seen, key) })),
    ['demand-adjustments', 'forecasts'],
  );
