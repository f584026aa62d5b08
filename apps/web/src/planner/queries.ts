import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { allPages, answerOf, api, once, type Schemas } from '../api/client.js';
import { useSend } from '../api/use-send.js';
import type { paths } from '../api/schema.js';

export type Proposal = Schemas['ProposalView'];
export type Policy = Schemas['StockPolicyView'];
export type LevelFilter = NonNullable<paths['/api/v1/stock-levels']['get']['parameters']['query']>;

const mostProposals = 1_000;

export function useProposals(status: Proposal['status']) {
  return useQuery({
    queryKey: ['proposals', status],
    queryFn: ({ signal }) =>
      allPages(
        (cursor) =>
          answerOf(api.GET('/api/v1/proposals', { params: { query: { status, limit: 200, cursor } }, signal })),
        mostProposals,
      ),
  });
}

/** The name of a stock location's id. */
export function useLocationName(): (id: string | undefined) => string {
  const { data } = useQuery({
    queryKey: ['locations'],
    queryFn: ({ signal }) =>
      allPages((cursor) =>
        answerOf(api.GET('/api/v1/stock-locations', { params: { query: { limit: 200, cursor } }, signal })),
      ),
    staleTime: 600_000,
  });
  const byId = new Map(data?.map(({ id, name }) => [id, name]));
  return (id) => (id === undefined ? '–' : (byId.get(id) ?? '…'));
}

export function useLevels(filter: LevelFilter) {
  return useInfiniteQuery({
    queryKey: ['levels', filter],
    queryFn: ({ pageParam, signal }) =>
      answerOf(
        api.GET('/api/v1/stock-levels', { params: { query: { limit: 100, ...filter, cursor: pageParam } }, signal }),
      ),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ next }) => next ?? undefined,
  });
}

const touched = ['proposals', 'levels'] as const;

export const useApproveAll = () =>
  useSend(
    (proposals: Schemas['SeenProposal'][], key) =>
      answerOf(api.POST('/api/v1/proposals/approve', { params: { header: once(key) }, body: { proposals } })),
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
