import { uuidv7 } from '../database/uuid.js';
import { type Client, sendAll } from '../database/client.js';
import { acceptStatement } from './accept.js';
import { fromWire, type WireHeaders, type WireMessage } from './cloud-event.js';
import { fingerprintOf, isNobodysFault, reasonOf } from './failure.js';
import type { OutboxEvent, Subscriber } from './transport.js';

/** A message that came from outside, and where it lay. */
export interface Arrival extends WireMessage {
  /** Topic, partition and offset. */
  origin: string;
}

interface Refused {
  arrival: Arrival;
  reason: string;
}

/**
 * Takes messages into the inbox of a service in one transaction: what it hears, in the order given; what is no acceptable event becomes a dead letter
 * at once. Returns the lanes that have work. Throws only if the database cannot be reached.
 */
export async function takeIn(client: Client, subscriber: Subscriber, arrivals: readonly Arrival[]): Promise<number[]> {
  const events: OutboxEvent[] = [];
  const refused: Refused[] = [];
  for (const arrival of arrivals) {
    try {
      const event = fromWire(arrival, subscriber.events);
      if (event) events.push(event);
    } catch (error) {
      refused.push({ arrival, reason: reasonOf(error) });
    }
  }
  await client.query('BEGIN');
  for (const { arrival, reason } of refused) await bury(client, subscriber.service, arrival, reason);
  const deliveries = events.flatMap((event) =>
    subscriber.routes.filter(({ type }) => type === event.type).map(({ consumer }) => ({ consumer, event })),
  );
  const results = await sendAll(client, [...(deliveries.length > 0 ? [acceptStatement(deliveries)] : []), 'COMMIT']);
  return (results[0]?.rows[0]?.['lanes'] as number[] | null | undefined) ?? [];
}

/** Like `takeIn`, for one message that the database cannot store: it becomes a dead letter. Throws if the database is away. */
export async function takeInOrBury(client: Client, subscriber: Subscriber, arrival: Arrival): Promise<number[]> {
  try {
    return await takeIn(client, subscriber, [arrival]);
  } catch (error) {
    if (isNobodysFault(error)) throw error;
    await client.query('ROLLBACK');
    await bury(client, subscriber.service, arrival, reasonOf(error));
    return [];
  }
}

/** The same message that comes twice, because its offset was not yet committed, is one letter. */
async function bury(
  client: Client,
  service: string,
  { key, headers, value, origin }: Arrival,
  reason: string,
): Promise<void> {
  const type = headers['ce_type'] ?? 'unknown';
  await client.query(
    `INSERT INTO dead_letter (id, consumer, type, key, fingerprint, reason, attempts, payload, headers)
     VALUES ($1, $2, $3, $4, $5, $6, 0, $7, $8) ON CONFLICT DO NOTHING`,
    [
      uuidv7(),
      service,
      storable(type),
      storable(key),
      fingerprintOf(service, type, reason),
      reason,
      value ?? Buffer.alloc(0),
      JSON.stringify({ ...mapValues(headers), origin }),
    ],
  );
}

/** Gives the messages that an operator has queued another chance; those that are refused again are dead again, with the new reason. */
export async function takeInQueued(client: Client, subscriber: Subscriber): Promise<number[]> {
  const { rows } = await client.query<{ id: string; key: string; payload: Buffer; headers: WireHeaders }>(
    `SELECT id, key, payload, headers FROM dead_letter WHERE state = 'queued' ORDER BY died_at, id LIMIT 100`,
  );
  const lanes: number[] = [];
  for (const { id, key, payload, headers } of rows)
    lanes.push(...(await retry(client, subscriber, id, { key, headers, value: payload })));
  return lanes;
}

async function retry(
  client: Client,
  { events, routes }: Subscriber,
  id: string,
  message: WireMessage,
): Promise<number[]> {
  try {
    const event = fromWire(message, events);
    const deliveries = event
      ? routes.filter(({ type }) => type === event.type).map(({ consumer }) => ({ consumer, event }))
      : [];
    const results = await sendAll(client, [
      'BEGIN',
      ...(deliveries.length > 0 ? [acceptStatement(deliveries)] : []),
      `UPDATE dead_letter SET state = 'replayed' WHERE id = '${id}'`,
      'COMMIT',
    ]);
    return (results[1]?.rows[0]?.['lanes'] as number[] | null | undefined) ?? [];
  } catch (error) {
    await client.query('ROLLBACK');
    await client.query(
      `UPDATE dead_letter SET state = 'dead', reason = $2, settled_at = NULL, settled_by = NULL WHERE id = $1`,
      [id, reasonOf(error)],
    );
    return [];
  }
}

const storable = (text: string) => text.replaceAll('\u0000', '').slice(0, 500);
const mapValues = (headers: WireHeaders) =>
  Object.fromEntries(Object.entries(headers).map(([name, value]) => [storable(name), storable(value)]));
