import { Problem } from './problem.js';

const isOffline = (): boolean => navigator.onLine === false;

/**
 * A write that is told apart when this device is offline: then it is certain that nothing has left it. It is tried all the same, as a server on this very
 * device answers without a network too. One that began with a network and gets no answer stays `unreachable`: it may have arrived.
 */
export async function orOffline<Answer>(write: () => Promise<Answer>, isAway = isOffline): Promise<Answer> {
  const wasAway = isAway();
  try {
    return await write();
  } catch (error) {
    if (wasAway && isAway() && error instanceof Problem && error.slug === 'unreachable') throw Problem.offline();
    throw error;
  }
}
