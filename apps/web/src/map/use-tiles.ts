import { useQuery } from '@tanstack/react-query';
import { useMemo, useReducer } from 'react';
import { answerOf, api } from '../api/client.js';
import { type Tiles, TileStore } from './tiles.js';

/** The ground of maps where a server of tiles is configured, and whom to name for it. */
export function useTiles(): { tiles: Tiles | undefined; credit: string | undefined } {
  const { data } = useQuery({
    queryKey: ['map-tiles'],
    queryFn: ({ signal }) => answerOf(api.GET('/api/v1/map-tiles', { signal })),
    staleTime: Infinity,
  });
  const [arrivals, more] = useReducer((count: number) => count + 1, 0);
  const template = data?.tilesUrl;
  const store = useMemo(() => (template ? new TileStore(template, more) : undefined), [template]);
  const tiles = useMemo(() => store && { store, arrivals }, [store, arrivals]);
  return { tiles, credit: tiles && data?.credit };
}
