import { useQuery } from '@tanstack/react-query';
import { allPages, answerOf, api, type Schemas } from '../api/client.js';
import { showAtOnce } from '../api/shown-at-once.js';
import { useSend } from '../api/use-send.js';
import { useMe } from '../session/session.js';

export type SubStatus = Schemas['SubStatusEntry'];
export type SubStatuses = Schemas['SubStatusesView'];
export type OrderSubStatus = Schemas['OrderSubStatusView'];

const mostStanding = 1_000;

/** The words of a site for where its orders stand. */
export function useSubStatuses(siteId: string | undefined) {
  return useQuery({
    queryKey: ['sites', siteId, 'sub-statuses'],
    queryFn: ({ signal }) =>
      answerOf(api.GET('/api/v1/sites/{id}/sub-statuses', { params: { path: { id: siteId ?? '' } }, signal })),
    enabled: siteId !== undefined,
  });
}

/** Replaces the list on the version that was seen: the same write twice changes nothing more. */
export const useReplaceSubStatuses = (siteId: string) =>
  useSend(
    ({ version, entries }: SubStatuses) =>
      answerOf(
        api.PUT('/api/v1/sites/{id}/sub-statuses', {
          params: { path: { id: siteId }, header: { 'If-Match': `"${version}"` } },
          body: { entries },
        }),
      ),
    ['sites', 'orders'],
  );

/** The word that stands at each order of one's own site, by the order's id; none for those who belong to no site. */
export function useStandingSubStatuses(): ReadonlyMap<string, string> {
  const { siteId } = useMe();
  const { data = none } = useQuery({
    queryKey: ['orders', 'sub-statuses', 'own'],
    queryFn: ({ signal }) =>
      allPages(
        (cursor) =>
          answerOf(
            api.GET('/api/v1/repair-orders/sub-statuses', { params: { query: { limit: 200, cursor } }, signal }),
          ),
        mostStanding,
      ),
    select: byOrder,
    enabled: siteId !== undefined,
  });
  return data;
}

const none: ReadonlyMap<string, string> = new Map();
const byOrder = (standing: readonly OrderSubStatus[]) =>
  new Map(standing.map(({ repairOrderId, name }) => [repairOrderId, name]));

/** The word that stands at one order. */
export function useSubStatusOf(repairOrderId: string) {
  return useQuery({
    queryKey: ['orders', 'sub-statuses', repairOrderId],
    queryFn: async ({ signal }) => {
      const query = { repairOrderId, limit: 1 };
      const { items } = await answerOf(api.GET('/api/v1/repair-orders/sub-statuses', { params: { query }, signal }));
      return items[0] ?? null;
    },
  });
}

/** Gives an order a word of its site, or takes it off where the code is empty; shown at once. */
export const useChooseSubStatus = (id: string, siteId: string, entries: readonly SubStatus[]) =>
  useSend(
    (code: string) =>
      answerOf<unknown>(
        code === ''
          ? api.DELETE('/api/v1/repair-orders/{id}/sub-status', { params: { path: { id } } })
          : api.PUT('/api/v1/repair-orders/{id}/sub-status', { params: { path: { id } }, body: { code } }),
      ),
    ['orders'],
    (client, code) => {
      const entry = entries.find((one) => one.code === code);
      return showAtOnce<OrderSubStatus | null>(client, ['orders', 'sub-statuses', id], () =>
        entry ? { ...entry, repairOrderId: id, siteId, since: new Date().toISOString() } : null,
      );
    },
  );
