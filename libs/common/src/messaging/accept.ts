import type { Prepared, Statement } from '../database/client.js';
import type { OutboxEvent } from './transport.js';

export interface Delivery {
  consumer: string;
  event: OutboxEvent;
}

/** The statement that puts messages into the own inbox, in this order; answers the lanes that have work. */
export const acceptStatement = (deliveries: readonly Delivery[]): Prepared => ({
  text: 'SELECT inbox_deliver($1) AS lanes',
  values: [listOf(deliveries)],
});

/**
 * The statement that puts messages into the inboxes of several schemas, and events on record if there are `recorded`; answers one row with the lanes of
 * each schema, by its name. One statement for all: each costs both sides as much as what it does.
 */
export function deliverStatement(
  bySchema: ReadonlyMap<string, readonly Delivery[]>,
  recorded?: readonly OutboxEvent[],
): Prepared {
  const calls = [...bySchema.keys()].map((schema, index) => `"${schema}".inbox_deliver($${index + 1}) AS "${schema}"`);
  const values = [...bySchema.values()].map(listOf);
  const text = `SELECT ${calls.join(', ')}`;
  if (!recorded) return { text, values };
  return {
    text: `WITH recorded AS (${record(`$${values.length + 1}`)}) ${text}`,
    values: [...values, listOfEvents(recorded)],
  };
}

/** The statement that puts events on record, in this order. */
export const recordStatement = (events: readonly OutboxEvent[]): Statement => ({
  text: record('$1'),
  values: [listOfEvents(events)],
});

/** The same, and the relay is to carry them. */
export const recordForRelay = (events: readonly OutboxEvent[]): Statement => ({
  text: `WITH written AS (${record('$1')} RETURNING seq) INSERT INTO outbox_waiting (seq) SELECT seq FROM written`,
  values: [listOfEvents(events)],
});

const record = (list: string) => `
  INSERT INTO outbox (id, type, key, data, headers, occurred_at)
  SELECT id, type, key, data, headers, at FROM json_to_recordset(${list})
    AS event (id uuid, type text, key text, data json, headers json, at timestamptz)`;

const listOf = (deliveries: readonly Delivery[]) =>
  `[${deliveries.map(({ consumer, event }) => `{"consumer":"${consumer}",${fieldsOf(event)}}`).join(',')}]`;

const listOfEvents = (events: readonly OutboxEvent[]) => `[${events.map((event) => `{${fieldsOf(event)}}`).join(',')}]`;

/** The data is JSON already: it goes in as it is. */
const fieldsOf = ({ id, type, key, data, headers, occurredAt }: OutboxEvent) =>
  `"id":"${id}","type":"${type}","key":${JSON.stringify(key)},"data":${data},"headers":${JSON.stringify(headers)},"at":"${occurredAt.toISOString()}"`;
