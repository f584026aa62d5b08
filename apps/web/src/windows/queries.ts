import { useQuery } from '@tanstack/react-query';
import { answerOf, api, once, type Schemas } from '../api/client.js';
import { useSend } from '../api/use-send.js';

export type Window = Schemas['WindowView'];
export type WindowHold = Schemas['WindowHoldView'];

/** Read anew each time it is opened: what can be promised changes from minute to minute. */
export function useWindows(orderId: string, days: number) {
  return useQuery({
    queryKey: ['visits', 'windows', orderId, days],
    queryFn: ({ signal }) =>
      answerOf(
        api.GET('/api/v1/repair-orders/{id}/windows', { params: { path: { id: orderId }, query: { days } }, signal }),
      ),
    staleTime: 0,
    gcTime: 0,
  });
}

export const useHoldWindow = (id: string) =>
  useSend(
    (body: Schemas['HoldWindow'], key) =>
      answerOf(
        api.POST('/api/v1/repair-orders/{id}/window-hold', { params: { path: { id }, header: once(key) }, body }),
      ),
    [],
  );

export const useBookWindow = () =>
  useSend(
    (id: string, key) =>
      answerOf(api.POST('/api/v1/window-holds/{id}/book', { params: { path: { id }, header: once(key) } })),
    ['orders', 'visits', 'board-visits', 'requests'],
  );

export const useReleaseWindow = () =>
  useSend((id: string) => answerOf(api.DELETE('/api/v1/window-holds/{id}', { params: { path: { id } } })), ['visits']);
