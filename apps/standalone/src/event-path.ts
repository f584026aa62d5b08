import { setTimeout as pause } from 'node:timers/promises';
import { Pool } from 'pg';
import type { Clock } from '#common/runtime/clock.js';

const lookMilliseconds = 3;

export interface EventPathState {
  /** Nothing is on its way from, to or inside any service. */
  quiet: boolean;
  nextDueAt?: Date;
}

/** Looks into the event paths of all services at once; only possible where they share a database. */
export class EventPathLookout {
  private readonly pool: Pool;
  private readonly text: string;
  /** Whether it is known without asking the database that something is on its way. */
  isBusy: () => boolean = () => false;

  constructor(
    adminUrl: string,
    services: readonly string[],
    private readonly clock: Clock,
  ) {
    this.pool = new Pool({ connectionString: adminUrl, max: 1, application_name: 'callout-lookout' });
    this.pool.on('error', () => undefined); // a lost connection is replaced when somebody asks again
    this.text = look(services);
  }

  /** Every stage takes its message away in the transaction that puts the next one in, so one snapshot that shows nothing means there is nothing. */
  async state(): Promise<EventPathState> {
    const { rows } = await this.pool.query<{ waiting: boolean; next: Date | null }>({ name: 'look', text: this.text });
    const { waiting, next } = rows[0] ?? { waiting: false, next: null };
    const due = next !== null && next <= this.clock.now();
    return { quiet: !waiting && !due, ...(next && { nextDueAt: next }) };
  }

  /** The state as soon as everything has come to rest, at the latest after this time. */
  async settled(waitMilliseconds: number): Promise<EventPathState> {
    const until = performance.now() + waitMilliseconds;
    for (;;) {
      const isOver = performance.now() >= until;
      if (isOver || !this.isBusy()) {
        const state = await this.state();
        if (isOver || state.quiet) return state;
      }
      await pause(lookMilliseconds);
    }
  }

  async close(): Promise<void> {
    await this.pool.end();
  }
}

/**
 * In the order of its index, so that the first entry answers: a mere EXISTS reads the table, which is full of what was handled a moment ago.
 * What waits behind a dead letter waits for an operator and is not on its way.
 */
function look(services: readonly string[]): string {
  const waiting = services.map(
    (
      service,
    ) => `EXISTS (SELECT FROM "${service}".outbox_waiting) OR (SELECT true FROM "${service}".inbox WHERE NOT waiting ORDER BY lane, seq LIMIT 1)
      OR EXISTS (SELECT FROM "${service}".inbox_blocked WHERE NOT dead)`,
  );
  const next = services.map((service) => `(SELECT min(due_at) FROM "${service}".timer)`);
  return `SELECT coalesce(${waiting.join(' OR ')}, false) AS waiting, least(${next.join(', ')}) AS next`;
}
