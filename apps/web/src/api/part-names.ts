import { type QueryClient, useQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback, useMemo } from 'react';
import { usePick } from '../texts/text-context.js';
import { answerOf, api, type Schemas } from './client.js';

type Named = Pick<Schemas['PartView'], 'id' | 'number' | 'nameEn' | 'nameZh'>;
/** By id; null for one that nobody knows. */
type Names = Readonly<Record<string, Named | null>>;

const namesKey = ['parts', 'names'] as const;
/** As many as the API takes at once. */
const mostAtOnce = 100;
/** Of more than so many the ones that were asked for first are forgotten: a screen shows some hundreds. */
const mostKept = 2_000;
/** What the rows of a screen ask for together goes in one request. */
const gatherMilliseconds = 20;
/** After a moment without an answer it is tried once more: nothing but another drawing of the rows would ask again. */
const againMilliseconds = 2_000;

/**
 * Number and name of a part, of any of however many there are: what the rows in sight ask for is read together, by id, and kept. Until it is there, and for a
 * part that nobody knows, it is `…`. Where the catalogue was read anyway, as on a phone for the day without a network, its names are taken.
 */
export function usePartName(): (id: string) => string {
  const pick = usePick();
  const client = useQueryClient();
  const { data: catalogue } = useQuery<Named[]>({ queryKey: ['parts'], enabled: false });
  const { data: names = {} } = useQuery({
    queryKey: namesKey,
    queryFn: ({ signal }) => read(Object.keys(client.getQueryData<Names>(namesKey) ?? {}), signal),
    staleTime: Infinity,
  });
  const known = useMemo(() => new Map(catalogue?.map((part) => [part.id, part])), [catalogue]);
  return useCallback(
    (id) => {
      const part = known.get(id) ?? names[id];
      if (part === undefined) ask(client, id);
      return part ? `${part.number} ${pick({ en: part.nameEn, zh: part.nameZh })}` : '…';
    },
    [client, known, names, pick],
  );
}

const waiting = new WeakMap<QueryClient, Set<string>>();

/** Notes that a name is wanted; the first one of some moments has all of them read. */
function ask(client: QueryClient, id: string): void {
  const ids = waiting.get(client);
  if (ids) {
    ids.add(id);
    return;
  }
  waiting.set(client, new Set([id]));
  setTimeout(() => void readWanted(client), gatherMilliseconds);
}

async function readWanted(client: QueryClient): Promise<void> {
  const ids = [...(waiting.get(client) ?? [])];
  const found = await read(ids)
    .catch(() => pause().then(() => read(ids)))
    .catch(() => undefined);
  waiting.delete(client); // only now: nobody asks again for what is on its way
  if (found) client.setQueryData<Names>(namesKey, (before) => latest({ ...before, ...found }));
}

const pause = () => new Promise((resolve) => setTimeout(resolve, againMilliseconds));

const latest = (names: Names): Names => Object.fromEntries(Object.entries(names).slice(-mostKept));

async function read(ids: readonly string[], signal?: AbortSignal): Promise<Names> {
  const names: Record<string, Named | null> = Object.fromEntries(ids.map((id) => [id, null]));
  for (let from = 0; from < ids.length; from += mostAtOnce) {
    const query = { ids: ids.slice(from, from + mostAtOnce), limit: mostAtOnce };
    const { items } = await answerOf(api.GET('/api/v1/parts', { params: { query }, signal }));
    for (const { id, number, nameEn, nameZh } of items) names[id] = { id, number, nameEn, nameZh };
  }
  return names;
}
