import { escapeLiteral } from 'pg';
import type { OutboxEvent } from './transport.js';

export interface Delivery {
  consumer: string;
  event: OutboxEvent;
}

/** The statement that puts messages into the inbox of `schema` (the own one if left out), in this order; answers the lanes that have work. */
export function acceptStatement(deliveries: readonly Delivery[], schema?: string): string {
  const list = (type: string, of: (delivery: Delivery) => string) =>
    `ARRAY[${deliveries.map((delivery) => escapeLiteral(of(delivery))).join(',')}]::${type}[]`;
  const columns = [
    list('text', ({ consumer }) => consumer),
    list('uuid', ({ event }) => event.id),
    list('text', ({ event }) => event.type),
    list('text', ({ event }) => event.key),
    list('json', ({ event }) => event.data),
    list('json', ({ event }) => JSON.stringify(event.headers)),
    list('timestamptz', ({ event }) => event.occurredAt.toISOString()),
  ];
  return `SELECT ${schema ? `"${schema}".` : ''}inbox_accept(${columns.join(', ')}) AS lanes`;
}
