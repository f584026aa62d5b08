import { useQuery } from '@tanstack/react-query';
import { useMemo, useReducer } from 'react';
import { answerOf, api } from '../api/client.js';
import { TileStore } from './tiles.js';

/** The ground of maps where a server of tiles is configured; `drawn` changes when there is more to draw. */
export function useTiles(): { store: TileStore | undefined; credit: string | undefined; drawn: number } {
  const { data } = useQuery({
    queryKey: ['map-tiles'],
    queryFn: ({ signal }) => answerOf(api.GET('/api/v1/map-tiles', { signal })),
    staleTime: Infinity,
  });
  const [drawn, more] = useReducer((count: number) => count + 1, 0);
  const template = data?.tilesUrl;
  const store = useMemo(() => (template ? new TileStore(template, more) : undefined), [template]);
  return { store, credit: store && data?.credit, drawn };
}
