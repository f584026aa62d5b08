import { DataSource } from 'typeorm';
import { uuidv7 } from '../database/uuid.js';
import type { EventClass } from '../events/index.js';
import { acceptStatement } from '../messaging/accept.js';
import { timerPattern } from '../messaging/hears.js';
import { InboxServer } from '../messaging/inbox-server.js';
import { InboxSignal } from '../messaging/signals.js';
import type { RunningService } from '../runtime/service.js';

/** How an event arrives, if a test wants to say so. */
export interface Delivery {
  /** The event's id: give the same twice to deliver it twice. */
  id?: string;
  /** Business time of the fact. */
  occurredAt: Date;
  correlationId?: string;
}

/** Hands one event to the inbox of a running service, once for each of its listeners, through the same door as a transport. */
export async function deliver<T extends object>(
  running: RunningService,
  event: EventClass<T>,
  data: T,
  delivery: Delivery,
): Promise<void> {
  const key = String((data as Record<string, unknown>)[event.key]);
  await hand(running, { type: event.type, key, data }, delivery);
}

/** An alarm that was moved into the inbox at `dueAt`, wherever the clock of this service stands: by another instance, or long ago. */
export async function ring(
  running: RunningService,
  kind: string,
  key: string,
  dueAt: Date,
  data: object = {},
): Promise<void> {
  await hand(running, { type: timerPattern(kind), key, data }, { occurredAt: dueAt });
}

async function hand(
  { app, service }: RunningService,
  { type, key, data }: { type: string; key: string; data: object },
  { id = uuidv7(), occurredAt, correlationId = uuidv7() }: Delivery,
): Promise<void> {
  const consumers = app.get(InboxServer).routes.filter((route) => route.type === type);
  if (consumers.length === 0) throw new Error(`${service} has no listener for ${type}`);
  const told = { id, type, key, data: JSON.stringify(data), headers: { correlationId }, occurredAt };
  const { text, values } = acceptStatement(consumers.map(({ consumer }) => ({ consumer, event: told })));
  const [row] = await app.get(DataSource).query<{ lanes: number[] | null }[]>(text, [...values]);
  app.get(InboxSignal).ring(row?.lanes ?? []);
}
