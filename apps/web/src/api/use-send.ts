import { type QueryClient, useMutation, useQueryClient } from '@tanstack/react-query';
import { useRef } from 'react';
import { orOffline } from './offline.js';
import type { Problem } from './problem.js';
import type { TakeBack } from './shown-at-once.js';
import type { Topic } from './topics.js';
import { newUuid } from './uuid.js';

/**
 * A write. It keeps its idempotency key while nobody knows whether it arrived, so that pressing the button again never does it twice; a changed
 * wish is a new write. What it touches is read again afterwards, also when it was refused: then somebody else was first. What is hardly ever refused may be
 * shown `atOnce`; it is taken back where it was.
 */
export function useSend<Wish, Answer>(
  send: (wish: Wish, key: string) => Promise<Answer>,
  touches: readonly Topic[],
  atOnce?: (client: QueryClient, wish: Wish) => Promise<TakeBack>,
) {
  const client = useQueryClient();
  const kept = useRef<{ wish: string; key: string }>(undefined);
  return useMutation<Answer, Problem, Wish, TakeBack | undefined>({
    mutationFn: async (wish) => {
      const text = JSON.stringify([wish]); // a wish may be nothing but the press of a button
      if (kept.current?.wish !== text) kept.current = { wish: text, key: newUuid() };
      const { key } = kept.current;
      return orOffline(() => send(wish, key));
    },
    onMutate: (wish) => atOnce?.(client, wish),
    onError: (_problem, _wish, takeBack) => takeBack?.(),
    onSettled: (_answer, problem) => {
      if (!problem?.isPassing) kept.current = undefined;
      for (const topic of touches) void client.invalidateQueries({ queryKey: [topic] });
    },
  });
}
