import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { allPages, answerOf, api, once, type Schemas } from '../api/client.js';
import { useSend } from '../api/use-send.js';
import type { paths } from '../api/schema.js';
import { firstOf } from '../ui/first-of.js';

export type Proposal = Schemas['ProposalView'];
export type Policy = Schemas['StockPolicyView'];
export type LevelFilter = NonNullable<paths['/api/v1/stock-levels']['get']['parameters']['query']>;

const mostProposals = 1_000;

/** Proposals of one part, or of all: the first of them, and whether that is all. */
export function useProposals(status: Proposal['status'], partId?: string) {
  return useQuery({
    queryKey: ['proposals', status, partId],
    queryFn: ({ signal }) =>
      firstOf(mostProposals, (cursor) =>
        answerOf(api.GET('/api/v1/proposals', { params: { query: { status, partId, limit: 200, cursor } }, signal })),
      ),
  });
}

export function useLocations() {
  return useQuery({
    queryKey: ['locations'],
    queryFn: ({ signal }) =>
      allPages((cursor) =>
        answerOf(api.GET('/api/v1/stock-locations', { params: { query: { limit: 200, cursor } }, signal })),
      ),
    staleTime: 600_000,
  });
}

/** The policy of one part at one place; null without one. */
export function usePolicy({ partId, locationId }: { partId: string; locationId: string }) {
  return useQuery({
    queryKey: ['policies', partId, locationId],
    queryFn: async ({ signal }) => {
      const query = { partId, locationId };
      const { items } = await answerOf(api.GET('/api/v1/stock-policies', { params: { query }, signal }));
      return items[0] ?? null;
    },
  });
}

/** The name of a stock location's id. */
export function useLocationName(): (id: string | undefined) => string {
  const { data } = useLocations();
  const byId = useMemo(() => new Map(data?.map(({ id, name }) => [id, name])), [data]);
  return (id) => (id === undefined ? '–' : (byId.get(id) ?? '…'));
}

const touched = ['proposals', 'levels', 'replenishment'] as const;

/** Everything open up to a value; the cheapest 200 at once. */
export const useApproveByRule = () =>
  useSend(
    (rule: Schemas['ApprovalRule'], key) =>
      answerOf(api.POST('/api/v1/proposals/approve', { params: { header: once(key) }, body: { rule } })),
    touched,
  );

export const useApprove = ({ id, version }: Proposal) =>
  useSend(
    (body: Schemas['Approval'], key) =>
      answerOf(
        api.POST('/api/v1/proposals/{id}/approve', { params: { path: { id }, header: once(key, version) }, body }),
      ),
    touched,
  );

export const useReject = ({ id, version }: Proposal) =>
  useSend(
    (body: Schemas['ProposalRejection'], key) =>
      answerOf(
        api.POST('/api/v1/proposals/{id}/reject', { params: { path: { id }, header: once(key, version) }, body }),
      ),
    touched,
  );
