import { useQuery } from '@tanstack/react-query';
import { answerOf, api, once, type Schemas } from '../api/client.js';
import { useSend } from '../api/use-send.js';
import type { BoardVisit } from './board-visits.js';
import { readWeek } from './own-visits.js';

export type { BoardVisit } from './board-visits.js';
export type Visit = Schemas['VisitView'];

const pageSize = 200;

/** One's own visits of a week in order of their start: a technician's own, a site's own. */
export function useOwnVisits(from: string, to: string) {
  return useQuery({
    queryKey: ['visits', 'own', from, to],
    queryFn: ({ signal }) =>
      readWeek({ from, to }, (span) =>
        answerOf(api.GET('/api/v1/visits', { params: { query: { ...span, limit: pageSize } }, signal })),
      ),
  });
}

/** One visit as it is now, kept up to date. */
export function useVisitNow(id: string) {
  return useQuery({
    queryKey: ['visits', id, 'now'],
    queryFn: ({ signal }) => answerOf(api.GET('/api/v1/visits/{id}', { params: { path: { id } }, signal })),
    staleTime: 0,
  });
}

const touched = ['visits', 'board-visits', 'orders'] as const;
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

/** Leaves a visit where it is, whatever plans would like. */
export const usePin = (visit: Seen) =>
  useSend(
    (body: Schemas['VisitPin']) =>
      answerOf(
        api.PUT('/api/v1/visits/{id}/pin', {
          params: { path: { id: visit.id }, header: { 'If-Match': `"${visit.version}"` } },
          body,
        }),
      ),
    touched,
  );

export const useUnpin = (visit: Seen) =>
  useSend(
    (_: 'unpin') =>
      answerOf(
        api.DELETE('/api/v1/visits/{id}/pin', {
          params: { path: { id: visit.id }, header: { 'If-Match': `"${visit.version}"` } },
        }),
      ),
    touched,
  );

/** Pins a visit of the board that is not, lets go one that is; reasons are given where there is room for them. */
export const useTogglePin = () =>
  useSend(({ id, version, isPinned }: Pick<BoardVisit, 'id' | 'version' | 'isPinned'>) => {
    const params = { path: { id }, header: { 'If-Match': `"${version}"` } };
    return answerOf<Visit>(
      isPinned
        ? api.DELETE('/api/v1/visits/{id}/pin', { params })
        : api.PUT('/api/v1/visits/{id}/pin', { params, body: {} }),
    );
  }, touched);

export const useReschedule = (id: string) =>
  useSend(
    ({ version, ...body }: Schemas['MovedVisit'] & { version: number }, key) =>
      answerOf(api.POST('/api/v1/visits/{id}/reschedule', { params: of({ id, version }, key), body })),
    touched,
  );
