import type { Client } from '../database/client.js';
import type { Closing } from '../database/transactions.js';
import type { EventClass } from '../events/index.js';
import type { EventHeaders } from './outbox.js';

/** An event on its way: `data` is the JSON text. */
export interface OutboxEvent {
  id: string;
  type: string;
  key: string;
  data: string;
  headers: EventHeaders;
  occurredAt: Date;
}

/** One listener of a service: which event type under which consumer name. */
export interface Route {
  type: string;
  consumer: string;
}

export type Connect = <T>(work: (client: Client) => Promise<T>) => Promise<T>;

/** A service as the transport sees it. */
export interface Subscriber {
  service: string;
  schema: string;
  routes: readonly Route[];
  /** The classes of the events that it hears, by type. */
  events: ReadonlyMap<string, EventClass>;
  /** Lends a connection to its database. */
  connect: Connect;
  /** Tells its workers in which lanes of its inbox there is work now. */
  ring(lanes: readonly number[]): void;
}

/** Carries events from the outbox of one service into the inboxes of those who listen: inside PostgreSQL, or over Kafka. */
export interface EventTransport {
  /** Makes a service known: all services of the process before the first one starts. */
  register(subscriber: Subscriber): void;
  /** What puts events on record and delivers them within the transaction that publishes; undefined if only the relay can, once that has committed. */
  deliverAtCommit(events: readonly OutboxEvent[]): Closing | undefined;
  /** Carries committed events, in their order, inside the relay's transaction; throws if it could not. Returns what to do after its commit. */
  publish(service: string, events: readonly OutboxEvent[], client: Client): Promise<() => void>;
  /** Begins to deliver to a service. */
  start(service: string): Promise<void>;
  stop(service: string): Promise<void>;
}
