import { once } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import type { Worker } from 'node:worker_threads';

export interface Patience {
  /** Of the thread, in what is told: `a thread of the solver hangs`. */
  name: string;
  /** A thread that is silent for so long hangs. */
  milliseconds: number;
  /** Nobody waits for the answer any more. */
  signal?: AbortSignal;
}

/** The one answer of a thread. Rejects with what the thread throws, when it has ended, when it hangs, and when the signal says so. */
export async function askThread<A>(
  worker: Worker,
  question: unknown,
  { name, milliseconds, signal }: Patience,
): Promise<A> {
  const answered = new AbortController();
  const ended = signal ? AbortSignal.any([answered.signal, signal]) : answered.signal;
  const hangs = pause(milliseconds, undefined, { signal: answered.signal, ref: false }).then(() => {
    throw new Error(`a thread of ${name} hangs`);
  });
  const gone = once(worker, 'exit', { signal: answered.signal }).then(() => {
    throw new Error(`a thread of ${name} has ended`);
  });
  try {
    worker.postMessage(question);
    // `once` rejects with what the thread throws.
    const [answer] = (await Promise.race([once(worker, 'message', { signal: ended }), hangs, gone])) as [A];
    return answer;
  } finally {
    answered.abort();
    await Promise.allSettled([hangs, gone]);
  }
}
