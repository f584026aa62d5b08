import type { Client } from './client.js';
import type { Batch, EventTransport, Subscriber } from './transport.js';

/**
 * Standalone: the relay's own transaction puts the events into the inboxes of the other services, which live in the same database.
 * One object for all services of the process.
 */
export class PostgresTransport implements EventTransport {
  readonly withinOneTransaction = true;
  private readonly subscribers = new Map<string, Subscriber>();
  private statement = '';
  private parameters: string[][] = [];

  register(subscriber: Subscriber): void {
    this.subscribers.set(subscriber.service, subscriber);
    const listening = this.listening();
    this.statement = deliverTo(listening.map(({ schema }) => schema));
    this.parameters = listening.flatMap(({ routes }) => [
      routes.map(({ type }) => type),
      routes.map(({ consumer }) => consumer),
    ]);
  }

  async start(): Promise<void> {}

  async publish({ seqs }: Batch, client: Client): Promise<() => void> {
    const listening = this.listening();
    if (listening.length === 0) return () => undefined;
    const values = [seqs, ...this.parameters];
    const { rows } = await client.query<Record<string, number[] | null>>({
      name: 'relay',
      text: this.statement,
      values,
    });
    const lanes = rows[0] ?? {};
    return () => listening.forEach(({ schema, ring }) => lanes[schema] && ring(lanes[schema]));
  }

  async stop(service: string): Promise<void> {
    // It stays registered: what others publish while it is closed must be there when it opens again.
    void service;
  }

  private listening(): Subscriber[] {
    return [...this.subscribers.values()].filter(({ routes }) => routes.length > 0);
  }
}

/** One statement for all inboxes: parameter 1 the outbox rows, then per schema its types and consumers. A schema without a message costs nothing. */
function deliverTo(schemas: readonly string[]): string {
  const deliveries = schemas.map((schema, index) => {
    const [types, consumers] = [`$${2 * index + 2}::text[]`, `$${2 * index + 3}::text[]`];
    return `(SELECT "${schema}".inbox_accept(array_agg(consumer), array_agg(id), array_agg(type), array_agg(key), array_agg(data), array_agg(headers), array_agg(occurred_at))
      FROM (SELECT consumer, batch.* FROM batch JOIN unnest(${types}, ${consumers}) AS route (type, consumer) USING (type) ORDER BY seq) AS routed) AS "${schema}"`;
  });
  return `WITH batch AS MATERIALIZED (SELECT * FROM outbox WHERE seq = ANY($1::bigint[])) SELECT ${deliveries.join(',\n')}`;
}

/** What the other services' roles need so that their relays may deliver into this schema. Run it as the schema's owner, after the migrations. */
export function grantInbox(schema: string, roles: readonly string[]): string {
  if (roles.length === 0) return 'SELECT 1';
  const names = roles.map((role) => `"${role}"`).join(', ');
  return `GRANT USAGE ON SCHEMA "${schema}" TO ${names}; GRANT EXECUTE ON FUNCTION "${schema}".inbox_accept TO ${names}`;
}
