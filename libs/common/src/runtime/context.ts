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

interface Travelling {
  context?: WorkContext;
  transaction?: object;
}

/** One store for all that travels with asynchronous work: each further one makes every promise dearer. */
const storage = new AsyncLocalStorage<Travelling>();

export const currentContext = (): WorkContext | undefined => storage.getStore()?.context;
export const runInContext = <T>(context: WorkContext, work: () => T): T =>
  storage.run({ ...storage.getStore(), context }, work);

/** What `Transactions` keeps of the open transaction. */
export const currentTransaction = (): object | undefined => storage.getStore()?.transaction;
export const runInTransaction = <T>(transaction: object, work: () => T): T =>
  storage.run({ ...storage.getStore(), transaction }, work);
