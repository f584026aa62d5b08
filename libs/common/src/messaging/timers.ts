import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { type Closing, Transactions } from '../database/transactions.js';
import { uuidv7 } from '../database/uuid.js';
import { currentContext } from '../runtime/context.js';
import { TimerSignal } from './signals.js';

const put = `
  INSERT INTO timer (id, kind, key, due_at, data, headers)
  SELECT * FROM unnest($1::uuid[], $2::text[], $3::text[], $4::timestamptz[], $5::json[], $6::json[])
  ON CONFLICT (kind, key) DO UPDATE SET id = excluded.id, due_at = excluded.due_at, data = excluded.data, headers = excluded.headers`;

const drop = `
  DELETE FROM timer USING unnest($1::text[], $2::text[]) AS cancelled (kind, key)
  WHERE timer.kind = cancelled.kind AND timer.key = cancelled.key`;

interface Alarm {
  kind: string;
  key: string;
  /** Without one it is cancelled. */
  due?: { at: Date; data: object; correlationId: string };
}

/**
 * Alarms in business time. A timer is a message to the own service in the future: when it is due it moves into the inbox in one
 * transaction and wakes its `@Wakes(kind)` listener with the same promises as an event (once, in order per key, parked, dead letter).
 * What is set or cancelled is written with the COMMIT of the open transaction: the last word about each timer, in one statement for all that are set and
 * one for all that are cancelled.
 */
@Injectable()
export class Timers {
  private readonly waiting = new WeakMap<EntityManager, Map<string, Alarm>>();

  constructor(
    private readonly transactions: Transactions,
    private readonly signal: TimerSignal,
  ) {}

  /** Sets the one timer of this kind and key, or moves it. */
  async set(kind: string, key: string, dueAt: Date, data: object = {}): Promise<void> {
    const correlationId = currentContext()?.correlationId ?? uuidv7();
    this.say({ kind, key, due: { at: dueAt, data, correlationId } });
  }

  /** Takes the timer back; nothing happens if there is none. */
  async cancel(kind: string, key: string): Promise<void> {
    this.say({ kind, key });
  }

  private say(alarm: Alarm): void {
    const { manager } = this.transactions;
    const alarms = this.waiting.get(manager) ?? new Map<string, Alarm>();
    this.waiting.set(manager, alarms);
    alarms.set(`${alarm.kind} ${alarm.key}`, alarm);
    this.transactions.atCommit(this, () => this.write([...alarms.values()]));
  }

  /** Each statement in one order everywhere: transactions that set the same timers, or cancel them, do not wait for each other in a ring. */
  private write(alarms: Alarm[]): Closing[] {
    const ordered = alarms.toSorted((a, b) => compare(a.kind, b.kind) || compare(a.key, b.key));
    const cancelled = ordered.filter(({ due }) => !due);
    const set = ordered.flatMap(({ kind, key, due }) => (due ? [{ kind, key, ...due }] : []));
    const closings: Closing[] = [];
    if (cancelled.length > 0)
      closings.push({
        statement: { text: drop, values: [cancelled.map((one) => one.kind), cancelled.map((one) => one.key)] },
      });
    if (set.length > 0)
      closings.push({ statement: { text: put, values: columnsOf(set) }, committed: () => this.ring(set) });
    return closings;
  }

  private ring(set: readonly { at: Date }[]): void {
    for (const { at } of set) this.signal.ring(at);
  }
}

const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);

const columnsOf = (set: readonly { kind: string; key: string; at: Date; data: object; correlationId: string }[]) => [
  set.map(() => uuidv7()),
  set.map(({ kind }) => kind),
  set.map(({ key }) => key),
  set.map(({ at }) => at.toISOString()),
  set.map(({ data }) => JSON.stringify(data)),
  set.map(({ correlationId }) => JSON.stringify({ correlationId })),
];
