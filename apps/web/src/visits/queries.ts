import { useQuery } from '@tanstack/react-query';
import { allPages, answerOf, api, once, type Schemas } from '../api/client.js';
import { useSend } from '../api/use-send.js';

export type Visit = Schemas['VisitView'];
export type BoardVisit = Schemas['BoardVisitView'];

const mostVisits = 400;

/** One's own visits of these days in order of their start: a technician's own, a site's own. */
export function useOwnVisits(from: string, to: string) {
  return useQuery({
    queryKey: ['visits', 'own', from, to],
    queryFn: async ({ signal }) => {
      const visits = await allPages(
        (cursor) =>
          answerOf(api.GET('/api/v1/visits', { params: { query: { from, to, limit: 200, cursor } }, signal })),
        mostVisits,
      );
      return visits.toSorted((one, other) => one.start.localeCompare(other.start));
    },
  });
}

/** The board's visits that start in this span. */
export function useBoardVisits(from: string, to: string, siteId: string | undefined) {
  return useQuery({
    queryKey: ['visits', 'board', from, to, siteId],
    queryFn: ({ signal }) =>
      allPages((cursor) =>
        answerOf(
          api.GET('/api/v1/board/visits', {
            params: { query: { from, to, limit: 200, cursor, ...(siteId && { siteId }) } },
            signal,
          }),
        ),
      ),
    placeholderData: (before) => before,
  });
}

const touched = ['visits', 'orders'] as const;
type Seen = Pick<Visit, 'id' | 'version'>;
const of = ({ id, version }: Seen, key: string) => ({ path: { id }, header: once(key, version) });

export const useDepart = (visit: Seen) =>
  useSend(
    (_: undefined, key) => answerOf(api.POST('/api/v1/visits/{id}/depart', { params: of(visit, key), body: {} })),
    touched,
  );

export const useArrive = (visit: Seen) =>
  useSend(
    (_: undefined, key) => answerOf(api.POST('/api/v1/visits/{id}/arrive', { params: of(visit, key), body: {} })),
    touched,
  );

export const useFinish = (visit: Seen) =>
  useSend(
    (body: Schemas['FinishedVisit'], key) =>
      answerOf(api.POST('/api/v1/visits/{id}/finish', { params: of(visit, key), body })),
    touched,
  );

export const useMiss = (visit: Seen) =>
  useSend(
    (body: Schemas['VisitReason'], key) =>
      answerOf(api.POST('/api/v1/visits/{id}/miss', { params: of(visit, key), body })),
    touched,
  );

export const useReschedule = (id: string) =>
  useSend(
    ({ version, ...body }: Schemas['MovedVisit'] & { version: number }, key) =>
      answerOf(api.POST('/api/v1/visits/{id}/reschedule', { params: of({ id, version }, key), body })),
    touched,
  );
