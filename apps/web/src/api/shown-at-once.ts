import type { QueryClient, QueryKey } from '@tanstack/react-query';

/** Puts what was shown before back. */
export type TakeBack = () => void;

/**
 * Shows a wish as if it were done already, in everything read under this key. Reading that is under way is stopped: it would bring back what was before. The
 * answer takes it back where the write was refused; either way the truth is read again afterwards.
 */
export async function showAtOnce<Data>(
  client: QueryClient,
  queryKey: QueryKey,
  change: (data: Data) => Data,
): Promise<TakeBack> {
  await client.cancelQueries({ queryKey });
  const before = client.getQueriesData<Data>({ queryKey });
  client.setQueriesData<Data>({ queryKey }, (data) => (data === undefined ? undefined : change(data)));
  return () => {
    for (const [key, data] of before) client.setQueryData(key, data);
  };
}
