import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useRef } from 'react';
import { orOffline } from './offline.js';
import type { Problem } from './problem.js';
import type { Topic } from './topics.js';
import { newUuid } from './uuid.js';

/**
 * A write. It keeps its idempotency key while nobody knows whether it arrived, so that pressing the button again never does it twice; a changed
 * wish is a new write. What it touches is read again afterwards, also when it was refused: then somebody else was first.
 */
export function useSend<Wish, Answer>(send: (wish: Wish, key: string) => Promise<Answer>, touches: readonly Topic[]) {
  const client = useQueryClient();
  const kept = useRef<{ wish: string; key: string }>(undefined);
  return useMutation<Answer, Problem, Wish>({
    mutationFn: async (wish) => {
      const text = JSON.stringify([wish]); // a wish may be nothing but the press of a button
      if (kept.current?.wish !== text) kept.current = { wish: text, key: newUuid() };
      const { key } = kept.current;
      return orOffline(() => send(wish, key));
    },
    onSettled: (_answer, problem) => {
      if (!problem?.isPassing) kept.current = undefined;
      for (const topic of touches) void client.invalidateQueries({ queryKey: [topic] });
    },
  });
}
