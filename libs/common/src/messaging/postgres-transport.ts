import { type Client, sendAll } from '../database/client.js';
import type { Closing } from '../database/transactions.js';
import { acceptStatement } from './accept.js';
import type { EventTransport, OutboxEvent, Subscriber } from './transport.js';

/**
 * Standalone: all inboxes lie in the database of the one who publishes, so an event reaches them in the very transaction that publishes it.
 * Nothing can be lost between, and no relay is needed (docs/adr/0004-standalone-delivers-at-commit.md). One object for all services of the process.
 */
export class PostgresTransport implements EventTransport {
  private readonly subscribers = new Map<string, Subscriber>();
  private open = false;

  register(subscriber: Subscriber): void {
    this.subscribers.set(subscriber.service, subscriber);
  }

  /** Until the first service has opened, not all listeners are known: what is published earlier waits for the relay. */
  deliverAtCommit(events: readonly OutboxEvent[]): Closing[] | undefined {
    return this.open ? this.deliveries(events) : undefined;
  }

  private deliveries(events: readonly OutboxEvent[]): Closing[] {
    return [...this.subscribers.values()].flatMap((subscriber) => deliverTo(subscriber, events));
  }

  /** Only for what the relay finds: from before the opening, or from a time with Kafka. */
  async publish(_service: string, events: readonly OutboxEvent[], client: Client): Promise<() => void> {
    const closings = this.deliveries(events);
    if (closings.length === 0) return () => undefined;
    const results = await sendAll(
      client,
      closings.map(({ statement }) => statement),
    );
    return () => closings.forEach(({ committed }, index) => committed?.(results[index]?.rows ?? []));
  }

  async start(): Promise<void> {
    this.open = true;
  }

  /** A service stays known when it is closed: what the others publish meanwhile must be there when it opens again. */
  async stop(): Promise<void> {}
}

function deliverTo({ schema, routes, ring }: Subscriber, events: readonly OutboxEvent[]): Closing[] {
  const deliveries = events.flatMap((event) =>
    routes.filter(({ type }) => type === event.type).map(({ consumer }) => ({ consumer, event })),
  );
  if (deliveries.length === 0) return [];
  return [
    {
      statement: acceptStatement(deliveries, schema),
      committed: ([row]) => ring((row?.['lanes'] as number[] | null) ?? []),
    },
  ];
}

/** What the other services' roles need so that their events may reach this schema. Run it as the schema's owner, after the migrations. */
export function grantInbox(schema: string, roles: readonly string[]): string {
  if (roles.length === 0) return 'SELECT 1';
  const names = roles.map((role) => `"${role}"`).join(', ');
  return `GRANT USAGE ON SCHEMA "${schema}" TO ${names}; GRANT EXECUTE ON FUNCTION "${schema}".inbox_accept TO ${names}`;
}
