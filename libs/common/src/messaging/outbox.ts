import { Injectable } from '@nestjs/common';
import type { EventClass } from '../events/index.js';
import { uuidv7 } from '../database/uuid.js';
import { Transactions } from '../database/transactions.js';
import { Clock } from '../runtime/clock.js';
import { currentContext } from '../runtime/context.js';
import { OutboxSignal } from './signals.js';

/** What an event carries beside its data. */
export interface EventHeaders {
  correlationId: string;
  causationId?: string;
  traceparent?: string;
}

/**
 * Publishes facts: writes them beside the rows of the open transaction; the relay carries them on after the commit.
 * Facts about one aggregate stay in order because their writers hold the aggregate's row lock: lock first, then publish.
 */
@Injectable()
export class Outbox {
  constructor(
    private readonly transactions: Transactions,
    private readonly clock: Clock,
    private readonly signal: OutboxSignal,
  ) {}

  async publish<T extends object>(event: EventClass<T>, data: T): Promise<void> {
    await this.publishAll(event, [data]);
  }

  /** The same for many events of one type, in one statement and in this order. */
  async publishAll<T extends object>(event: EventClass<T>, list: readonly T[]): Promise<void> {
    if (list.length === 0) return;
    const context = currentContext();
    const headers: EventHeaders = {
      correlationId: context?.correlationId ?? uuidv7(),
      ...(context?.causationId && { causationId: context.causationId }),
      ...(context?.traceparent && { traceparent: context.traceparent }),
    };
    const keys = list.map((data) => String((data as Record<string, unknown>)[event.key]));
    await this.transactions.manager.query(
      `WITH written AS (
         INSERT INTO outbox (id, type, key, data, headers, occurred_at)
         SELECT id, $1, key, data, $2, $3 FROM unnest($4::uuid[], $5::text[], $6::json[]) AS new (id, key, data)
         RETURNING seq
       ) INSERT INTO outbox_waiting (seq) SELECT seq FROM written`,
      [event.type, headers, this.clock.now(), list.map(() => uuidv7()), keys, list.map((data) => JSON.stringify(data))],
    );
    this.transactions.afterCommit(() => this.signal.ring());
  }
}
