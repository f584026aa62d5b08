import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { answerOf, api, once, type Schemas } from '../api/client.js';
import { useSend } from '../api/use-send.js';
import type { paths } from '../api/schema.js';
import { firstOf } from '../ui/first-of.js';

export type BoardOrder = Schemas['BoardOrderView'];
export type Order = Schemas['OrderView'];
export type Candidate = Schemas['CandidateView'];
export type OrderFilter = NonNullable<paths['/api/v1/board/orders']['get']['parameters']['query']>;

/** The board's orders under a filter, page after page. */
export function useBoardOrders(filter: OrderFilter) {
  return useInfiniteQuery({
    queryKey: ['orders', 'board', filter],
    queryFn: ({ pageParam, signal }) =>
      answerOf(
        api.GET('/api/v1/board/orders', { params: { query: { limit: 50, ...filter, cursor: pageParam } }, signal }),
      ),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ next }) => next ?? undefined,
  });
}

export function useSummary() {
  return useQuery({
    queryKey: ['orders', 'summary'],
    queryFn: ({ signal }) => answerOf(api.GET('/api/v1/board/summary', { signal })),
  });
}

export function useOrder(id: string | undefined) {
  return useQuery({
    queryKey: ['orders', id],
    queryFn: ({ signal }) =>
      answerOf(api.GET('/api/v1/repair-orders/{id}', { params: { path: { id: id ?? '' } }, signal })),
    enabled: id !== undefined,
  });
}

const largestPage = 200;

interface Waiting {
  siteId?: string | undefined;
  /** Of those due first. */
  most: number;
  enabled?: boolean;
}

/** Orders of a status in which they wait for somebody, as the board knows them: the one due first at the top, and whether there are more. */
export function useWaitingOrders(status: 'ready' | 'offered' | 'accepted', { siteId, most, enabled = true }: Waiting) {
  return useQuery({
    queryKey: ['orders', 'waiting', status, siteId, most],
    queryFn: ({ signal }) => readFirstOrders({ status, ...(siteId && { siteId }) }, most, signal),
    enabled,
  });
}

/** The board's orders under a filter, at most so many of those due first, and whether there are more. */
export const readFirstOrders = (filter: OrderFilter, most: number, signal: AbortSignal) =>
  firstOf(most, (cursor) => {
    const query = { ...filter, limit: Math.min(most, largestPage), cursor };
    return answerOf(api.GET('/api/v1/board/orders', { params: { query }, signal }));
  });

export function useTransitions(id: string) {
  return useQuery({
    queryKey: ['orders', id, 'transitions'],
    queryFn: ({ signal }) =>
      answerOf(api.GET('/api/v1/repair-orders/{id}/transitions', { params: { path: { id } }, signal })),
  });
}

export function useCandidates(id: string) {
  return useQuery({
    queryKey: ['orders', id, 'candidates'],
    queryFn: ({ signal }) =>
      answerOf(api.GET('/api/v1/repair-orders/{id}/candidates', { params: { path: { id } }, signal })),
  });
}

export function useExplanation(id: string) {
  return useQuery({
    queryKey: ['orders', id, 'explanation'],
    queryFn: ({ signal }) =>
      answerOf(api.GET('/api/v1/repair-orders/{id}/explanation', { params: { path: { id } }, signal })),
  });
}

export function useReservation(id: string) {
  return useQuery({
    queryKey: ['reservations', id],
    queryFn: ({ signal }) => answerOf(api.GET('/api/v1/reservations/{id}', { params: { path: { id } }, signal })),
    retry: false,
  });
}

const touched = ['orders', 'offers', 'visits', 'board-visits'] as const;
type Seen = Pick<Order, 'id' | 'version'>;

const of = ({ id, version }: Seen, key: string) => ({ path: { id }, header: once(key, version) });

export const useOfferTo = (order: Seen) =>
  useSend(
    (siteIds: string[], key) =>
      answerOf(api.POST('/api/v1/repair-orders/{id}/offers', { params: of(order, key), body: { siteIds } })),
    touched,
  );

export const useAssign = (order: Seen) =>
  useSend(
    (body: Schemas['Assignment'], key) =>
      answerOf(api.POST('/api/v1/repair-orders/{id}/assign', { params: of(order, key), body })),
    touched,
  );

/** Takes an order back from whoever has it or is asked. */
export const useUnassign = (order: Seen) =>
  useSend(
    (body: Schemas['OrderReason'], key) =>
      answerOf(api.POST('/api/v1/repair-orders/{id}/unassign', { params: of(order, key), body })),
    touched,
  );

export const useMatch = (order: Seen) =>
  useSend(
    (_: undefined, key) => answerOf(api.POST('/api/v1/repair-orders/{id}/match', { params: of(order, key) })),
    touched,
  );

export const useCancelOrder = (order: Seen) =>
  useSend(
    (body: Schemas['OrderReason'], key) =>
      answerOf(api.POST('/api/v1/repair-orders/{id}/cancel', { params: of(order, key), body })),
    touched,
  );
