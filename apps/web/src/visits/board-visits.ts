import { type QueryClient, useQuery } from '@tanstack/react-query';
import { allPages, answerOf, api, type Schemas } from '../api/client.js';

export type BoardVisit = Schemas['BoardVisitView'];

/** A span is read in so many parts at the same time, a day hour by hour: its 3,000 visits have fifteen pages, one after the other, and most begin within a few hours. */
const partsOfBoard = 24;
const pageSize = 200;
/** More orders than that are read quicker as a whole. */
const mostRenewed = 30;

interface Asked {
  from: string;
  to: string;
  siteId: string | undefined;
}

const keyOf = ({ from, to, siteId }: Asked) => ['board-visits', from, to, siteId] as const;

/** The board's visits that start in this span, kept up to date visit by visit (`renewVisits`). */
export function useBoardVisits(from: string, to: string, siteId: string | undefined, enabled = true) {
  return useQuery({
    enabled,
    queryKey: keyOf({ from, to, siteId }),
    queryFn: ({ signal }) => readSpan({ from, to, siteId }, signal),
    placeholderData: (before) => before,
  });
}

async function readSpan({ from, to, siteId }: Asked, signal: AbortSignal): Promise<BoardVisit[]> {
  const lists = await Promise.all(
    partsOf(from, to, partsOfBoard).map(([first, last]) =>
      allPages((cursor) => {
        const query = { from: first, to: last, limit: pageSize, cursor, ...(siteId && { siteId }) };
        return answerOf(api.GET('/api/v1/board/visits', { params: { query }, signal }));
      }),
    ),
  );
  return lists.flat();
}

/** The span in so many parts that follow one another. */
export function partsOf(from: string, to: string, parts: number): [from: string, to: string][] {
  const [first, last] = [Date.parse(from), Date.parse(to)];
  const edge = (part: number) => new Date(first + ((last - first) * part) / parts).toISOString();
  return Array.from({ length: parts }, (_, part) => [edge(part), edge(part + 1)]);
}

/**
 * Reads the visits of these orders again and puts them into every list of the board that is known, instead of reading the lists: of 3,000 visits one has
 * changed. A list that is being read at the moment may miss the change, and is read once more.
 */
export async function renewVisits(client: QueryClient, repairOrderIds: readonly string[]): Promise<void> {
  const again = () => client.invalidateQueries({ queryKey: ['board-visits'] });
  if (repairOrderIds.length > mostRenewed) return again();
  const known = client.getQueriesData<BoardVisit[]>({ queryKey: ['board-visits'] });
  if (known.length === 0) return undefined;
  if (client.isFetching({ queryKey: ['board-visits'] }) > 0) return again();
  const fresh = await Promise.all(repairOrderIds.map(visitsOf)).catch(() => undefined);
  if (!fresh) return again();
  const orders = new Set(repairOrderIds);
  for (const [key] of known) {
    const [, from, to, siteId] = key as ReturnType<typeof keyOf>;
    client.setQueryData<BoardVisit[]>(key, (list) => list && merged(list, orders, fresh.flat(), { from, to, siteId }));
  }
  return undefined;
}

async function visitsOf(repairOrderId: string): Promise<BoardVisit[]> {
  const query = { repairOrderId, limit: 50 };
  return (await answerOf(api.GET('/api/v1/board/visits', { params: { query } }))).items;
}

/** The list with the visits of these orders as they are now; those that have left its span or its site are gone. Others stay the same objects. */
export function merged(
  list: readonly BoardVisit[],
  orders: ReadonlySet<string>,
  fresh: readonly BoardVisit[],
  { from, to, siteId }: Asked,
): BoardVisit[] {
  const [first, last] = [Date.parse(from), Date.parse(to)];
  const isIn = (visit: BoardVisit) => {
    const start = Date.parse(visit.start);
    return start >= first && start < last && (siteId === undefined || visit.siteId === siteId);
  };
  return [...list.filter(({ repairOrderId }) => !orders.has(repairOrderId)), ...fresh.filter(isIn)];
}
