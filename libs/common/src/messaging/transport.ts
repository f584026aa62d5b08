import type { Client } from './client.js';

/** One listener of a service: which event type under which consumer name. */
export interface Route {
  type: string;
  consumer: string;
}

/** A service as the transport sees it. */
export interface Subscriber {
  service: string;
  schema: string;
  routes: readonly Route[];
  /** Tells its workers in which lanes of its inbox there is work now. */
  ring(lanes: readonly number[]): void;
}

/** Outbox rows of one service, in the order in which they must arrive. */
export interface Batch {
  service: string;
  seqs: readonly string[];
}

/** Carries events from the outbox of one service into the inboxes of those who listen: inside PostgreSQL, or over Kafka. */
export interface EventTransport {
  /** Whether a batch and its effect live and die with one transaction, so that nothing is lost if its commit is not yet on disk. */
  readonly withinOneTransaction: boolean;
  /** Makes a service known: all services of the process before the first one starts. */
  register(subscriber: Subscriber): void;
  /** Begins to deliver to this service. `connect` lends a connection to its database. */
  start(service: string, connect: Connect): Promise<void>;
  /** Carries a batch inside the relay's transaction; throws if it could not. Returns what to do once that is committed. */
  publish(batch: Batch, client: Client): Promise<() => void>;
  stop(service: string): Promise<void>;
}

export type Connect = <T>(work: (client: Client) => Promise<T>) => Promise<T>;
