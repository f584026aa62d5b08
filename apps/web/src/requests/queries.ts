import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { answerOf, api, once, type Schemas } from '../api/client.js';
import { useSend } from '../api/use-send.js';
import type { paths } from '../api/schema.js';

export type ServiceRequest = Schemas['RequestView'];
/** What the API answers to a report: the request, and whether it is a new one. */
export type Reported = Schemas['ReportedView'];
export type RequestFilter = NonNullable<paths['/api/v1/requests']['get']['parameters']['query']>;

export function useRequests(filter: RequestFilter) {
  return useInfiniteQuery({
    queryKey: ['requests', 'list', filter],
    queryFn: ({ pageParam, signal }) =>
      answerOf(api.GET('/api/v1/requests', { params: { query: { limit: 50, ...filter, cursor: pageParam } }, signal })),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ next }) => next ?? undefined,
    placeholderData: (before) => before,
  });
}

/** Customers whose name, phone or address has these words. */
export function useCustomers(search: string) {
  return useQuery({
    queryKey: ['customers', search],
    queryFn: async ({ signal }) =>
      (await answerOf(api.GET('/api/v1/customers', { params: { query: { search, limit: 10 } }, signal }))).items,
    enabled: search.length >= 2,
    placeholderData: (before) => before,
  });
}

/** A customer with the assets and the last requests. */
export function useGlance(id: string | undefined) {
  return useQuery({
    queryKey: ['customers', 'glance', id],
    queryFn: ({ signal }) =>
      answerOf(api.GET('/api/v1/customers/{id}/glance', { params: { path: { id: id ?? '' } }, signal })),
    enabled: id !== undefined,
  });
}

/** The repair orders that came of a request; a visit that failed leads to a further one. */
export function useOrdersOf(requestId: string) {
  return useQuery({
    queryKey: ['orders', 'of-request', requestId],
    queryFn: async ({ signal }) =>
      (await answerOf(api.GET('/api/v1/repair-orders', { params: { query: { requestId } }, signal }))).items,
  });
}

export const useReport = () =>
  useSend(
    (body: Schemas['ReportRequest'], key) =>
      answerOf(api.POST('/api/v1/requests', { params: { header: once(key) }, body })),
    ['requests', 'orders', 'customers'],
  );

export const useRequestVisit = ({ id, version }: ServiceRequest) =>
  useSend(
    (body: Schemas['RequestVisit'], key) =>
      answerOf(
        api.POST('/api/v1/requests/{id}/request-visit', { params: { path: { id }, header: once(key, version) }, body }),
      ),
    ['requests', 'orders'],
  );

/** Product categories, for an asset whose model nobody knows. */
export function useCategories() {
  return useQuery({
    queryKey: ['categories'],
    queryFn: ({ signal }) => answerOf(api.GET('/api/v1/products/categories', { signal })),
    staleTime: 600_000,
    retry: false,
  });
}
