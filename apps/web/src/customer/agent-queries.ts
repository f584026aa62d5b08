import { useQuery } from '@tanstack/react-query';
import { answerOf, api, once } from '../api/client.js';
import { useSend } from '../api/use-send.js';

/** What agents do for the customer of a request: links, the label of the asset, what the customer has said. */

export const useLinks = (id: string) =>
  useQuery({
    queryKey: ['requests', id, 'customer-links'],
    queryFn: ({ signal }) =>
      answerOf(api.GET('/api/v1/requests/{id}/customer-links', { params: { path: { id } }, signal })),
  });

export const useMakeLink = (id: string) =>
  useSend(
    (_: undefined, key) =>
      answerOf(
        api.POST('/api/v1/requests/{id}/customer-links', { params: { path: { id }, header: once(key) }, body: {} }),
      ),
    ['requests'],
  );

export const useRevokeLink = (id: string) =>
  useSend(
    (linkId: string) =>
      answerOf(api.DELETE('/api/v1/requests/{id}/customer-links/{linkId}', { params: { path: { id, linkId } } })),
    ['requests'],
  );

export const useAssetCode = (id: string) =>
  useQuery({
    queryKey: ['customers', 'asset-code', id],
    queryFn: ({ signal }) => answerOf(api.PUT('/api/v1/assets/{id}/code', { params: { path: { id } }, signal })),
    staleTime: 600_000,
  });

const mostSteps = 200;

interface Said {
  seq: string;
  at: string;
  text: string;
}

/** The customer's comments, and who reported where that is known. */
export const useSaid = (id: string) =>
  useQuery({
    queryKey: ['requests', id, 'said'],
    queryFn: async ({ signal }) => {
      const params = { path: { id }, query: { limit: mostSteps } };
      const { items } = await answerOf(api.GET('/api/v1/requests/{id}/timeline', { params, signal }));
      const reporter = items.find(({ kind }) => kind === 'reporter')?.data;
      const comments = items
        .filter(({ kind }) => kind === 'customer_comment')
        .map(({ seq, at, data }): Said => ({ seq, at, text: String((data as { text?: unknown }).text ?? '') }));
      return { comments, reporter: reporter && Object.values(reporter).map(String).join(' · ') };
    },
  });

export const useFiles = (id: string) =>
  useQuery({
    queryKey: ['requests', id, 'files'],
    queryFn: ({ signal }) =>
      answerOf(api.GET('/api/v1/requests/{id}/attachments', { params: { path: { id } }, signal })),
  });

/** What the customer was told last. */
export const useNotices = (requestId: string) =>
  useQuery({
    queryKey: ['requests', requestId, 'notices'],
    queryFn: async ({ signal }) =>
      (await answerOf(api.GET('/api/v1/notices', { params: { query: { requestId, limit: 20 } }, signal }))).items,
  });
