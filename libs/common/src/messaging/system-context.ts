import { systemActor } from '../auth/actor.js';
import { uuidv7 } from '../database/uuid.js';
import { runInContext } from '../runtime/context.js';

/** Runs work as Callout itself, who sees the rows of all sites. */
export const asCallout = <T>(work: () => Promise<T>): Promise<T> =>
  runInContext({ actor: systemActor, correlationId: uuidv7() }, work);
