import { AsyncLocalStorage } from 'node:async_hooks';
import type { Actor } from '../auth/actor.js';

/** Who acts and what it belongs to; travels with the request, the event or the timer that is being handled. */
export interface WorkContext {
  actor?: Actor;
  correlationId: string;
  /** The event that caused this work, if one did. */
  causationId?: string;
  /** W3C trace context. */
  traceparent?: string;
}

const storage = new AsyncLocalStorage<WorkContext>();

export const currentContext = (): WorkContext | undefined => storage.getStore();
export const runInContext = <T>(context: WorkContext, work: () => T): T => storage.run(context, work);
