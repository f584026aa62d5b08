import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { type Closing, Transactions } from '../database/transactions.js';
import { uuidv7 } from '../database/uuid.js';
import { currentContext } from '../runtime/context.js';
import { TimerSignal } from './signals.js';

const put = `
  INSERT INTO timer (id, kind, key, due_at, data, headers) VALUES ($1, $2, $3, $4, $5, $6)
  ON CONFLICT (kind, key) DO UPDATE SET id = excluded.id, due_at = excluded.due_at, data = excluded.data, headers = excluded.headers`;

/**
 * Alarms in business time. A timer is a message to the own service in the future: when it is due it moves into the inbox in one
 * transaction and wakes its `@Wakes(kind)` listener with the same promises as an event (once, in order per key, parked, dead letter).
 * What is set or cancelled is written with the COMMIT of the open transaction, in the order of the calls.
 */
@Injectable()
export class Timers {
  private readonly waiting = new WeakMap<EntityManager, Closing[]>();

  constructor(
    private readonly transactions: Transactions,
    private readonly signal: TimerSignal,
  ) {}

  /** Sets the one timer of this kind and key, or moves it. */
  async set(kind: string, key: string, dueAt: Date, data: object = {}): Promise<void> {
    const headers = { correlationId: currentContext()?.correlationId ?? uuidv7() };
    const values = [uuidv7(), kind, key, dueAt.toISOString(), JSON.stringify(data), JSON.stringify(headers)];
    this.add({ statement: { text: put, values }, committed: () => this.signal.ring(dueAt) });
  }

  /** Takes the timer back; nothing happens if there is none. */
  async cancel(kind: string, key: string): Promise<void> {
    this.add({ statement: { text: 'DELETE FROM timer WHERE kind = $1 AND key = $2', values: [kind, key] } });
  }

  private add(closing: Closing): void {
    const { manager } = this.transactions;
    const closings = this.waiting.get(manager) ?? [];
    this.waiting.set(manager, closings);
    closings.push(closing);
    this.transactions.atCommit(this, () => closings);
  }
}
