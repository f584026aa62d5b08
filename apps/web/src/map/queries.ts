import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { allPages, answerOf, api } from '../api/client.js';
import { useSites } from '../api/lookups.js';
import type { OrderFilter } from '../orders/queries.js';
import { useNow } from '../time/business-clock.js';
import { useBoardVisits } from '../visits/board-visits.js';
import { type MapPoint, pointsOf } from './points.js';

const hourMilliseconds = 3_600_000;
/** Visits that began so long ago may go on; those of the next day are the next of somebody. */
const [hoursBefore, hoursAhead] = [12, 36];
/** Of each of these lists. */
const mostOrders = 2_000;
/** Only what needs attention is read: most orders are booked and on time, and are on the map as visits. */
const shownOrders: readonly OrderFilter[] = [
  { risk: 'breached' },
  { risk: 'at_risk' },
  { status: 'draft' },
  { status: 'ready' },
  { status: 'offered' },
  { status: 'accepted' },
];

/** Everything on the map, kept up to date; `isLoading` until the orders are there. */
export function useMapPoints(siteId: string | undefined) {
  const now = useNow();
  const hour = Math.floor(now / hourMilliseconds) * hourMilliseconds;
  const at = (hours: number) => new Date(hour + hours * hourMilliseconds).toISOString();
  const { data: sites = none } = useSites();
  const { data: visits = none } = useBoardVisits(at(-hoursBefore), at(hoursAhead), siteId);
  const orders = useQuery({
    queryKey: ['orders', 'map', siteId],
    queryFn: async ({ signal }) => {
      const lists = await Promise.all(
        shownOrders.map((filter) =>
          allPages(
            (cursor) =>
              answerOf(
                api.GET('/api/v1/board/orders', {
                  params: { query: { ...filter, limit: 200, cursor, ...(siteId && { siteId }) } },
                  signal,
                }),
              ),
            mostOrders,
          ),
        ),
      );
      return [...new Map(lists.flat().map((order) => [order.id, order])).values()];
    },
  });
  const known = orders.data ?? none;
  const points = useMemo(
    (): readonly MapPoint[] =>
      pointsOf({ sites: sites.filter(({ id }) => !siteId || id === siteId), orders: known, visits, now: hour }),
    [sites, known, visits, hour, siteId],
  );
  return { points, orders };
}

const none: readonly never[] = [];
