import { type Client, sendAll } from '../database/client.js';
import type { Closing } from '../database/transactions.js';
import { type Delivery, deliverStatement, recordStatement } from './accept.js';
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
  deliverAtCommit(events: readonly OutboxEvent[]): Closing | undefined {
    if (!this.open) return undefined;
    return this.delivery(events, events) ?? { statement: recordStatement(events) };
  }

  /** Only for what the relay finds: from before the opening, or from a time with Kafka. */
  async publish(_service: string, events: readonly OutboxEvent[], client: Client): Promise<() => void> {
    const delivery = this.delivery(events);
    if (!delivery) return () => undefined;
    const [answer] = await sendAll(client, [delivery.statement]);
    return () => delivery.committed?.(answer?.rows ?? []);
  }

  private delivery(events: readonly OutboxEvent[], recorded?: readonly OutboxEvent[]): Closing | undefined {
    const bySchema = new Map<string, Delivery[]>();
    const rings = new Map<string, Subscriber['ring']>();
    for (const { schema, routes, ring } of this.subscribers.values()) {
      const deliveries = events.flatMap((event) =>
        routes.filter(({ type }) => type === event.type).map(({ consumer }) => ({ consumer, event })),
      );
      if (deliveries.length === 0) continue;
      bySchema.set(schema, deliveries);
      rings.set(schema, ring);
    }
    if (bySchema.size === 0) return undefined;
    return {
      statement: deliverStatement(bySchema, recorded),
      committed: ([row]) => {
        for (const [schema, ring] of rings) ring((row?.[schema] as number[] | null | undefined) ?? []);
      },
    };
  }

  async start(): Promise<void> {
    this.open = true;
  }

  /** A service stays known when it is closed: what the others publish meanwhile must be there when it opens again. */
  async stop(): Promise<void> {}
}

/** What the other services' roles need so that their events may reach this schema. Run it as the schema's owner, after the migrations. */
export function grantInbox(schema: string, roles: readonly string[]): string {
  if (roles.length === 0) return 'SELECT 1';
  const names = roles.map((role) => `"${role}"`).join(', ');
  return `GRANT USAGE ON SCHEMA "${schema}" TO ${names}; GRANT EXECUTE ON FUNCTION "${schema}".inbox_deliver TO ${names}`;
}
