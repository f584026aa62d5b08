import { useQuery } from '@tanstack/react-query';
import { allPages, answerOf, api, once, type Schemas } from '../api/client.js';
import { useSend } from '../api/use-send.js';
import type { PageName } from '../session/roles.js';

export type View = Schemas['SavedViewView'];

/** As many as one page of the app is likely to have; a person may save 100. */
const mostViews = 400;

/** The saved views of a page: one's own, and what colleagues share. */
export function useViews(page: PageName) {
  return useQuery({
    queryKey: ['views', page],
    queryFn: ({ signal }) =>
      allPages(
        (cursor) =>
          answerOf(api.GET('/api/v1/saved-views', { params: { query: { page, limit: 200, cursor } }, signal })),
        mostViews,
      ),
  });
}

export const useSaveView = () =>
  useSend(
    (body: Schemas['SaveView'], key) =>
      answerOf(api.POST('/api/v1/saved-views', { params: { header: once(key) }, body })),
    ['views'],
  );

export const useDeleteView = () =>
  useSend((id: string) => answerOf(api.DELETE('/api/v1/saved-views/{id}', { params: { path: { id } } })), ['views']);
