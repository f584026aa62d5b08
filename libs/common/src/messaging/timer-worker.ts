import type { DataSource } from 'typeorm';
import { type Clock, SteppedClock } from '../runtime/clock.js';
import { withClient } from '../database/client.js';
import { timerPattern } from './hears.js';
import { Loop, type Pause } from './loop.js';
import type { InboxSignal } from './signals.js';
import type { Route } from './transport.js';

const batchSize = 500;
const pollMilliseconds = 1_000;

const moveDue = `
  WITH due AS (
    DELETE FROM timer WHERE id IN (
      SELECT id FROM timer WHERE due_at <= $1 AND ('${timerPattern('')}' || kind = ANY ($2) OR due_at <= $1 - interval '1 day')
      ORDER BY due_at, id LIMIT ${batchSize} FOR UPDATE SKIP LOCKED
    )
    RETURNING id, '${timerPattern('')}' || kind AS type, key, due_at, data, headers
  ), routed AS (
    SELECT coalesce(consumer, 'nobody') AS consumer, due.* FROM due
    LEFT JOIN unnest($2::text[], $3::text[]) AS route (type, consumer) USING (type) ORDER BY due_at, id
  )
  SELECT count(DISTINCT id)::integer AS moved, inbox_deliver(json_agg(json_build_object(
    'consumer', consumer, 'id', id, 'type', type, 'key', key, 'data', data, 'headers', headers, 'at', due_at
  ))) AS lanes FROM routed`;

/**
 * Moves timers that are due in business time into the own inbox. One that nobody here hears is left for an instance of a newer version, which may be
 * starting beside this one; after a day nobody will come for it, and it becomes a dead letter.
 */
export class TimerWorker {
  private readonly loop: Loop;
  private stopWatching: (() => void) | undefined;

  constructor(
    service: string,
    private readonly database: DataSource,
    private readonly clock: Clock,
    private readonly routes: readonly Route[],
    private readonly signal: InboxSignal,
  ) {
    this.loop = new Loop(`timers of ${service}`, () => this.turn());
  }

  start(): void {
    if (this.clock instanceof SteppedClock) this.stopWatching = this.clock.watch(() => this.loop.ring());
    this.loop.start();
  }

  /** A timer was set: those of the far future need no look. */
  set(dueAt: Date): void {
    if (dueAt.getTime() <= this.clock.now().getTime()) this.loop.ring();
  }

  async stop(): Promise<void> {
    this.stopWatching?.();
    await this.loop.stop();
  }

  private async turn(): Promise<Pause> {
    const values = [this.clock.now(), this.routes.map(({ type }) => type), this.routes.map(({ consumer }) => consumer)];
    const { rows } = await withClient(this.database, (client) =>
      client.query<{ moved: number; lanes: number[] | null }>({ name: 'timers', text: moveDue, values }),
    );
    const { moved, lanes } = rows[0] ?? { moved: 0, lanes: null };
    if (lanes) this.signal.ring(lanes);
    return moved < batchSize ? pollMilliseconds : 0;
  }
}
