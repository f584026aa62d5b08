import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { type Closing, Transactions } from '../database/transactions.js';
import { uuidv7 } from '../database/uuid.js';
import type { EventClass } from '../events/index.js';
import { Clock } from '../runtime/clock.js';
import { currentContext } from '../runtime/context.js';
import { recordForRelay } from './accept.js';
import { MessagingOptions } from './messaging-options.js';
import { OutboxSignal } from './signals.js';
import type { OutboxEvent } from './transport.js';

/** What an event carries beside its data. */
export interface EventHeaders {
  correlationId: string;
  causationId?: string;
  traceparent?: string;
}

/** Kafka's brokers refuse larger messages by default; whoever needs more refers to it by id. */
const maxBytes = 900_000;

/**
 * Publishes facts: they are written with the COMMIT of the open transaction, all in one statement, in the order in which they were published.
 * Facts about one aggregate stay in order over all transactions because their writers hold the aggregate's row lock until then.
 */
@Injectable()
export class Outbox {
  private readonly waiting = new WeakMap<EntityManager, OutboxEvent[]>();

  constructor(
    private readonly transactions: Transactions,
    private readonly clock: Clock,
    private readonly signal: OutboxSignal,
    private readonly options: MessagingOptions,
  ) {}

  async publish<T extends object>(event: EventClass<T>, data: T): Promise<void> {
    await this.publishAll(event, [data]);
  }

  /** The same for many events of one type, in this order. */
  async publishAll<T extends object>(event: EventClass<T>, list: readonly T[]): Promise<void> {
    const { manager } = this.transactions;
    const events = this.waiting.get(manager) ?? [];
    this.waiting.set(manager, events);
    const headers = currentHeaders();
    const occurredAt = this.clock.now();
    for (const data of list) {
      const key = String((data as Record<string, unknown>)[event.key]);
      events.push({ id: uuidv7(), type: event.type, key, data: textOf(event, key, data), headers, occurredAt });
    }
    if (events.length > 0) this.transactions.atCommit(this, () => this.write(events));
  }

  private write(events: readonly OutboxEvent[]): Closing[] {
    const delivery = this.options.transport.deliverAtCommit(events);
    return [delivery ?? { statement: recordForRelay(events), committed: () => this.signal.ring() }];
  }
}

function currentHeaders(): EventHeaders {
  const { correlationId, causationId, traceparent } = currentContext() ?? { correlationId: uuidv7() };
  return { correlationId, ...(causationId && { causationId }), ...(traceparent && { traceparent }) };
}

function textOf(event: EventClass, key: string, data: object): string {
  const text = JSON.stringify(data);
  const bytes = Buffer.byteLength(text);
  if (bytes <= maxBytes) return text;
  throw new Error(
    `${event.type} of ${key} has ${bytes} bytes, more than the ${maxBytes} that an event may have: refer to the large part by id`,
  );
}
