import { useQueries } from '@tanstack/react-query';
import { useState } from 'react';

export interface PageOf<T> {
  items: T[];
  next: string | null;
}

/** A list that the API gives in pages of one size, each from where the one before it ended. */
export interface PagedList<T> {
  queryKey: readonly unknown[];
  read: (cursor: string | undefined, signal: AbortSignal) => Promise<PageOf<T>>;
  pageSize: number;
}

interface Known {
  /** Where each known page begins. */
  starts: readonly (string | undefined)[];
  /** Rows of the last page, once it is known to be the last. */
  lastRows: number | undefined;
}

/** Pages that have left the screen are forgotten after this time: a list of 100,000 rows keeps a few hundred. */
const keptMilliseconds = 60_000;

/**
 * The rows `from` to `to` of a list, with the pages that they are on and no others: only those are read, kept and read again when something changes. A page
 * that ends elsewhere than before takes what is known of those behind it along.
 */
export function usePages<T>({ queryKey, read, pageSize }: PagedList<T>, from: number, to: number) {
  const [known, setKnown] = useState<Known>({ starts: [undefined], lastRows: undefined });
  const { starts, lastRows } = known;
  const first = Math.min(Math.floor(from / pageSize), starts.length - 1);
  const last = Math.min(Math.floor((to + pageSize / 2) / pageSize), starts.length - 1); // half a page ahead
  const numbers = Array.from({ length: last - first + 1 }, (_, index) => first + index);
  const pages = useQueries({
    queries: numbers.map((number) => ({
      queryKey: [...queryKey, starts[number] ?? ''],
      queryFn: ({ signal }: { signal: AbortSignal }) => read(starts[number], signal),
      gcTime: keptMilliseconds,
    })),
  });
  const ends = pages.map(({ data }) => data && { next: data.next ?? undefined, rows: data.items.length });
  const learned = ends.reduce((now, end, index) => (end ? learn(now, first + index, end) : now), known);
  if (learned !== known) setKnown(learned);
  return {
    count: lastRows === undefined ? starts.length * pageSize : (starts.length - 1) * pageSize + lastRows,
    isWhole: lastRows !== undefined,
    isLoaded: pages.some(({ data }) => data !== undefined) || starts.length > 1,
    error: pages.find(({ error }) => error)?.error ?? null,
    refetch: () => pages.forEach((page) => void page.refetch()),
    rowAt: (index: number): T | undefined => pages[Math.floor(index / pageSize) - first]?.data?.items[index % pageSize],
  };
}

/** What the end of one page says of the list. */
function learn(known: Known, page: number, { next, rows }: { next: string | undefined; rows: number }): Known {
  const isLast = next === undefined;
  const isKnown = isLast
    ? known.starts.length === page + 1 && known.lastRows === rows
    : known.starts[page + 1] === next;
  if (isKnown) return known;
  const starts = known.starts.slice(0, page + 1);
  return isLast ? { starts, lastRows: rows } : { starts: [...starts, next], lastRows: undefined };
}
