import { useQuery } from '@tanstack/react-query';
import { answerOf, api } from '../api/client.js';
import { useCategoryName, useParts, useSites } from '../api/lookups.js';
import { useOrder, useReservation } from '../orders/queries.js';
import type { Visit } from '../visits/queries.js';

const hour = 3_600_000;
/** What began yesterday evening may still be under way; the day after tomorrow is read too, for who drives off before there is a network. */
const backHours = 18;
const aheadHours = 60;
const mostVisits = 200;

/** One's own visits of these days in the order in which they are driven. */
export function useDay() {
  return useQuery({
    queryKey: ['visits', 'day'],
    queryFn: async ({ signal }) => {
      const now = Date.parse((await answerOf(api.GET('/api/v1/clock', { signal }))).now);
      const from = new Date(now - backHours * hour).toISOString();
      const to = new Date(now + aheadHours * hour).toISOString();
      const query = { from, to, mine: 'true' as const, limit: mostVisits };
      const { items } = await answerOf(api.GET('/api/v1/visits', { params: { query }, signal }));
      return items.toSorted((one, other) => one.start.localeCompare(other.start));
    },
  });
}

export const useRequestOf = ({ requestId }: Visit) =>
  useQuery({
    queryKey: ['requests', requestId],
    queryFn: ({ signal }) =>
      answerOf(api.GET('/api/v1/requests/{id}', { params: { path: { id: requestId } }, signal })),
    retry: false,
  });

export const useContactOf = ({ requestId }: Visit) =>
  useQuery({
    queryKey: ['requests', requestId, 'contact', 'day'],
    queryFn: ({ signal }) =>
      answerOf(api.GET('/api/v1/requests/{id}/contact', { params: { path: { id: requestId } }, signal })),
    retry: false,
  });

/** What the visit is now, whatever this phone believes. */
export const useVisitNow = (visitId: string) =>
  useQuery({
    queryKey: ['visit-now', visitId],
    queryFn: ({ signal }) => answerOf(api.GET('/api/v1/visits/{id}', { params: { path: { id: visitId } }, signal })),
    staleTime: 0,
    retry: false,
  });

/** Reads everything that the work at this visit needs, so that it is on the phone. */
export function KeepVisit({ visit }: { visit: Visit }) {
  useOrder(visit.repairOrderId);
  useReservation(visit.repairOrderId);
  useRequestOf(visit);
  useContactOf(visit);
  return null;
}

/** Reads what all visits need. */
export function KeepLists() {
  useParts();
  useSites();
  useCategoryName();
  return null;
}
