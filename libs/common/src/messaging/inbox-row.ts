import { systemActor } from '../auth/actor.js';
import { runInContext } from '../runtime/context.js';
import type { MessageInfo } from './hears.js';
import type { EventHeaders } from './outbox.js';
import type { InboxServer } from './inbox-server.js';

/** A message in the inbox as the worker reads it. */
export interface InboxRow {
  seq: string;
  lane: number;
  consumer: string;
  event_id: string;
  type: string;
  key: string;
  data: object;
  headers: EventHeaders;
  occurred_at: Date;
  received_at: Date;
}

export const inboxColumns = 'seq, lane, consumer, event_id, type, key, data, headers, occurred_at, received_at';

/** Calls the row's listener as Callout itself, inside the open transaction; what it publishes belongs to the same correlation. */
export async function handle(server: InboxServer, row: InboxRow): Promise<void> {
  const { correlationId, traceparent } = row.headers;
  const info: MessageInfo = { id: row.event_id, type: row.type, key: row.key, occurredAt: row.occurred_at };
  const context = { actor: systemActor, correlationId, causationId: row.event_id, ...(traceparent && { traceparent }) };
  await runInContext(context, () => server.call(row.consumer, row.data, info));
}
