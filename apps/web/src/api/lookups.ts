import { useQuery } from '@tanstack/react-query';
import { useCallback, useMemo } from 'react';
import { usePick } from '../texts/text-context.js';
import { allPages, answerOf, api, type Schemas } from './client.js';

export { usePartName } from './part-names.js';

/** Things that change seldom and are asked for by id all the time: read whole, once. */
const seldomMilliseconds = 600_000;
const pageSize = 200;

export function useSites() {
  return useQuery({
    queryKey: ['sites'],
    queryFn: ({ signal }) =>
      allPages((cursor) =>
        answerOf(api.GET('/api/v1/sites', { params: { query: { limit: pageSize, cursor } }, signal })),
      ),
    staleTime: seldomMilliseconds,
  });
}

export function useTechnicians() {
  return useQuery({
    queryKey: ['technicians'],
    queryFn: ({ signal }) =>
      allPages((cursor) =>
        answerOf(api.GET('/api/v1/technicians', { params: { query: { limit: pageSize, cursor } }, signal })),
      ),
    staleTime: seldomMilliseconds,
  });
}

/** The site of an id. */
export function useSiteOf(): (id: string | undefined) => Schemas['SiteView'] | undefined {
  const { data } = useSites();
  const byId = useMemo(() => new Map(data?.map((site) => [site.id, site])), [data]);
  return useCallback((id) => (id === undefined ? undefined : byId.get(id)), [byId]);
}

/** The name of a technician's id. */
export function useTechnicianName(): (id: string | undefined) => string | undefined {
  const { data } = useTechnicians();
  const byId = useMemo(() => new Map(data?.map(({ id, name }) => [id, name])), [data]);
  return (id) => (id === undefined ? undefined : byId.get(id));
}

/** The name of a product category; its code for those who may not read the table. */
export function useCategoryName(): (code: string) => string {
  const pick = usePick();
  const { data } = useQuery({
    queryKey: ['categories'],
    queryFn: ({ signal }) => answerOf(api.GET('/api/v1/products/categories', { signal })),
    staleTime: seldomMilliseconds,
    retry: false,
  });
  const byCode = useMemo(() => new Map(data?.map((category) => [category.code, category])), [data]);
  return useCallback(
    (code) => {
      const category = byCode.get(code);
      return category ? pick({ en: category.nameEn, zh: category.nameZh }) : code;
    },
    [byCode, pick],
  );
}

/** One product, for the places that show few of them. */
export const useProduct = (id: string) =>
  useQuery({
    queryKey: ['products', id],
    queryFn: ({ signal }) => answerOf(api.GET('/api/v1/products/{id}', { params: { path: { id } }, signal })),
    staleTime: seldomMilliseconds,
    retry: false,
  });

/** The catalogue of parts, as much of it as a form can offer; what a list shows has its name by `usePartName`. */
export function useParts() {
  return useQuery({
    queryKey: ['parts'],
    queryFn: ({ signal }) =>
      allPages((cursor) =>
        answerOf(api.GET('/api/v1/parts', { params: { query: { limit: pageSize, cursor } }, signal })),
      ),
    staleTime: seldomMilliseconds,
  });
}
