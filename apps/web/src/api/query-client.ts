import { QueryCache, QueryClient } from '@tanstack/react-query';
import { Problem } from './problem.js';

const freshMilliseconds = 15_000;
const mostRetries = 2;

/** The cache of everything that was read. A session that ends while one works is noticed by the first answer that says so. */
export function createQueryClient(): QueryClient {
  const client: QueryClient = new QueryClient({
    queryCache: new QueryCache({
      onError: (error) => {
        if (error instanceof Problem && error.status === 401) endSession(client);
      },
    }),
    defaultOptions: {
      queries: {
        staleTime: freshMilliseconds,
        retry: (count, error) => count < mostRetries && error instanceof Problem && error.isPassing,
      },
      // Without a network too a write is tried now or refused now. One that waits for the network would be sent unseen, long after its dialog was closed;
      // what may wait is in the queue of `phone/`, where it is shown.
      mutations: { networkMode: 'always' },
    },
  });
  return client;
}

/** Nobody is signed in any more, though somebody was: the sign-in page says so. */
export function endSession(client: QueryClient): void {
  if (!client.getQueryData(['me'])) return;
  client.setQueryData(['ended'], true);
  client.setQueryData(['me'], null);
}

export const hasEnded = (client: QueryClient): boolean => client.getQueryData(['ended']) === true;
