import { useQuery } from '@tanstack/react-query';
import { allPages, answerOf, api, once, type Schemas } from '../api/client.js';
import { useSend } from '../api/use-send.js';
import type { paths } from '../api/schema.js';

export type Forecast = Schemas['ForecastView'];
export type ForecastDetail = Schemas['ForecastDetail'];
export type PlanningOverride = Schemas['PlanningOverrideView'];
export type ExpectedOrder = Schemas['ReplenishmentOrderView'];
export type Movement = Schemas['StockMovementView'];
export type Level = Schemas['StockLevelView'];
export type Policy = Schemas['StockPolicyView'];
export type ForecastFilter = NonNullable<paths['/api/v1/forecasts']['get']['parameters']['query']>;

/** One part at one place. */
export interface Item {
  partId: string;
  locationId: string;
}

const mostPlaces = 2_000;
const mostMovements = 600;

/** Everything about the forecast that counts here; null where no published run has planned it. */
export function useForecast({ partId, locationId }: Item) {
  return useQuery({
    queryKey: ['forecasts', partId, locationId],
    queryFn: async ({ signal }) => {
      const query = { partId, locationId, limit: 1 };
      const { items } = await answerOf(api.GET('/api/v1/forecasts', { params: { query }, signal }));
      if (!items[0]) return null;
      return answerOf(api.GET('/api/v1/forecasts/{id}', { params: { path: { id: items[0].id } }, signal }));
    },
  });
}

/** What lies where of a part. */
export function usePartLevels(partId: string) {
  return useQuery({
    queryKey: ['levels', 'part', partId],
    queryFn: ({ signal }) =>
      allPages(
        (cursor) =>
          answerOf(api.GET('/api/v1/stock-levels', { params: { query: { partId, limit: 200, cursor } }, signal })),
        mostPlaces,
      ),
  });
}

/** When each place orders the part. */
export function usePartPolicies(partId: string) {
  return useQuery({
    queryKey: ['policies', 'part', partId],
    queryFn: ({ signal }) =>
      allPages(
        (cursor) =>
          answerOf(api.GET('/api/v1/stock-policies', { params: { query: { partId, limit: 200, cursor } }, signal })),
        mostPlaces,
      ),
  });
}

/** All that planners have ever said about this, the newest first. */
export function useOverrides({ partId, locationId }: Item) {
  return useQuery({
    queryKey: ['overrides', partId, locationId],
    queryFn: async ({ signal }) => {
      const query = { partId, locationId, limit: 50 };
      return (await answerOf(api.GET('/api/v1/planning-overrides', { params: { query }, signal }))).items;
    },
  });
}

/** The newest replenishment orders for this place. */
export function useExpectedOrders({ partId, locationId }: Item) {
  return useQuery({
    queryKey: ['replenishment', partId, locationId],
    queryFn: async ({ signal }) => {
      const query = { partId, toLocationId: locationId, limit: 100 };
      return (await answerOf(api.GET('/api/v1/replenishment-orders', { params: { query }, signal }))).items;
    },
  });
}

/** The newest movements in the ledger, from which the stock of the past follows. */
export function useMovements({ partId, locationId }: Item) {
  return useQuery({
    queryKey: ['movements', partId, locationId],
    queryFn: ({ signal }) =>
      allPages(
        (cursor) =>
          answerOf(
            api.GET('/api/v1/stock-movements', {
              params: { query: { partId, locationId, limit: 200, cursor } },
              signal,
            }),
          ),
        mostMovements,
      ),
  });
}

const planned = ['overrides', 'forecasts', 'planning-runs', 'policies'] as const;

export const useOverride = () =>
  useSend(
    (body: Schemas['NewPlanningOverride'], key) =>
      answerOf(api.POST('/api/v1/planning-overrides', { params: { header: once(key) }, body })),
    planned,
  );

export const useEndOverride = ({ id, version }: PlanningOverride) =>
  useSend(
    (_: 'end', key) =>
      answerOf(
        api.POST('/api/v1/planning-overrides/{id}/end', { params: { path: { id }, header: once(key, version) } }),
      ),
    planned,
  );

export const useReceive = ({ id, version }: ExpectedOrder) =>
  useSend(
    (body: Schemas['Receipt'], key) =>
      answerOf(
        api.POST('/api/v1/replenishment-orders/{id}/receive', {
          params: { path: { id }, header: once(key, version) },
          body,
        }),
      ),
    ['replenishment', 'levels', 'movements'],
  );
