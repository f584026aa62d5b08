import { Injectable } from '@nestjs/common';
import { Transactions } from '../database/transactions.js';
import { uuidv7 } from '../database/uuid.js';
import { currentContext } from '../runtime/context.js';
import { TimerSignal } from './signals.js';

/**
 * Alarms in business time. A timer is a message to the own service in the future: when it is due it moves into the inbox in one
 * transaction and wakes its `@Wakes(kind)` listener with the same promises as an event (once, in order per key, parked, dead letter).
 */
@Injectable()
export class Timers {
  constructor(
    private readonly transactions: Transactions,
    private readonly signal: TimerSignal,
  ) {}

  /** Sets the one timer of this kind and key, or moves it. */
  async set(kind: string, key: string, dueAt: Date, data: object = {}): Promise<void> {
    const correlationId = currentContext()?.correlationId ?? uuidv7();
    await this.transactions.manager.query(
      `INSERT INTO timer (id, kind, key, due_at, data, headers) VALUES ($1, $2, $3, $4, $5, $6)
       ON CONFLICT (kind, key) DO UPDATE SET id = excluded.id, due_at = excluded.due_at, data = excluded.data, headers = excluded.headers`,
      [uuidv7(), kind, key, dueAt, JSON.stringify(data), JSON.stringify({ correlationId })],
    );
    this.transactions.afterCommit(() => this.signal.ring(dueAt));
  }

  /** Takes the timer back; nothing happens if there is none. */
  async cancel(kind: string, key: string): Promise<void> {
    await this.transactions.manager.query(`DELETE FROM timer WHERE kind = $1 AND key = $2`, [kind, key]);
  }
}
