import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { answerOf, api, once, type Schemas } from '../api/client.js';
import { useSend } from '../api/use-send.js';
import type { Indicator } from './score-facts.js';

export type Technician = Schemas['TechnicianView'];
export type Site = Schemas['SiteView'];
export type Absence = Schemas['AbsenceView'];
export type ScoreCard = Schemas['ScoreCardView'];

export function useTechnician(id: string) {
  return useQuery({
    queryKey: ['technicians', id],
    queryFn: ({ signal }) => answerOf(api.GET('/api/v1/technicians/{id}', { params: { path: { id } }, signal })),
  });
}

export function useSite(id: string) {
  return useQuery({
    queryKey: ['sites', id],
    queryFn: ({ signal }) => answerOf(api.GET('/api/v1/sites/{id}', { params: { path: { id } }, signal })),
  });
}

/** The visits of a technician that start in this span, by start. */
export function useDay(technicianId: string, from: string, to: string) {
  return useQuery({
    queryKey: ['visits', 'of-technician', technicianId, from, to],
    queryFn: async ({ signal }) => {
      const query = { technicianId, from, to, limit: 100 };
      const { items } = await answerOf(api.GET('/api/v1/visits', { params: { query }, signal }));
      return items.toSorted((one, other) => one.start.localeCompare(other.start));
    },
  });
}

/** Every change of standing of a site with its reason, oldest first. */
export function useStandingSteps(siteId: string) {
  return useQuery({
    queryKey: ['sites', siteId, 'transitions'],
    queryFn: ({ signal }) =>
      answerOf(api.GET('/api/v1/sites/{id}/transitions', { params: { path: { id: siteId } }, signal })),
  });
}

export function useScoreCard(siteId: string, enabled: boolean) {
  return useQuery({
    queryKey: ['score-cards', siteId],
    queryFn: ({ signal }) =>
      answerOf(api.GET('/api/v1/score-cards/{siteId}', { params: { path: { siteId } }, signal })),
    enabled,
    retry: false,
  });
}

/** The orders that an indicator of the present card was made of, newest first, 50 a page. */
export function useScoredOrders(siteId: string, indicator: Indicator) {
  return useInfiniteQuery({
    queryKey: ['score-cards', siteId, 'orders', indicator],
    queryFn: ({ pageParam, signal }) =>
      answerOf(
        api.GET('/api/v1/score-cards/{siteId}/orders', {
          params: { path: { siteId }, query: { indicator, limit: 50, cursor: pageParam } },
          signal,
        }),
      ),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ next }) => next ?? undefined,
  });
}

/** Offers that the site has to answer, or has answered with a counter-offer; at most 50 of each. */
export function useOpenOffers(siteId: string) {
  return useQuery({
    queryKey: ['offers', 'open-of', siteId],
    queryFn: async ({ signal }) => {
      const lists = await Promise.all(
        (['pending', 'countered'] as const).map((status) =>
          answerOf(api.GET('/api/v1/offers', { params: { query: { siteId, status, limit: 50 } }, signal })),
        ),
      );
      return lists.flatMap(({ items }) => items).toSorted((one, other) => one.deadline.localeCompare(other.deadline));
    },
  });
}

const touched = ['technicians', 'visits', 'plans'] as const;

export const useAddAbsence = ({ id, version }: Technician) =>
  useSend(
    (body: Schemas['NewAbsence'], key) =>
      answerOf(
        api.POST('/api/v1/technicians/{id}/absences', { params: { path: { id }, header: once(key, version) }, body }),
      ),
    touched,
  );

export const useRemoveAbsence = ({ id, version }: Technician) =>
  useSend(
    (absenceId: string) =>
      answerOf(
        api.DELETE('/api/v1/technicians/{id}/absences/{absenceId}', {
          params: { path: { id, absenceId }, header: { 'If-Match': `"${version}"` } },
        }),
      ),
    touched,
  );
