import { useQuery } from '@tanstack/react-query';
import { answerOf, api } from '../api/client.js';

/** The order follows its request by an event: ask again until it is there, also when the live stream is cut off. */
const askAgainMilliseconds = 400;

/** The newest repair order of a request; undefined until there is one. */
export function useOrderIdOf(requestId: string): string | undefined {
  const { data } = useQuery({
    queryKey: ['orders', 'newest-of-request', requestId],
    queryFn: async ({ signal }) =>
      (await answerOf(api.GET('/api/v1/repair-orders', { params: { query: { requestId, limit: 1 } }, signal }))).items,
    refetchInterval: ({ state }) => (state.data?.length ? false : askAgainMilliseconds),
  });
  return data?.[0]?.id;
}
