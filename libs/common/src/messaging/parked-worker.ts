import type { EntityManager } from 'typeorm';
import type { Transactions } from '../database/transactions.js';
import { clientOf } from '../database/client.js';
import { isNobodysFault } from './failure.js';
import { type InboxRow, handle, inboxColumns } from './inbox-row.js';
import type { InboxServer } from './inbox-server.js';
import { tryLane, waitForLane } from './locks.js';
import { Loop, type Pause } from './loop.js';
import type { MessagingMetrics } from './messaging-metrics.js';
import { park, unblock } from './parking.js';
import type { InboxSignal } from './signals.js';
import { asCallout } from './system-context.js';

const pollMilliseconds = 30_000;

interface Blocked {
  consumer: string;
  key: string;
  lane: number;
  seq: string;
  attempts: number;
}

/** Tries parked messages again when their pause is over, and lets their keys flow once one has succeeded. */
export class ParkedWorker {
  private readonly loop: Loop;

  constructor(
    service: string,
    private readonly transactions: Transactions,
    private readonly server: InboxServer,
    private readonly signal: InboxSignal,
    private readonly metrics: MessagingMetrics,
  ) {
    this.loop = new Loop(`parked messages of ${service}`, () => asCallout(() => this.turn()));
  }

  start(): void {
    this.loop.start();
  }

  ring(): void {
    this.loop.ring();
  }

  async stop(): Promise<void> {
    await this.loop.stop();
  }

  private async turn(): Promise<Pause> {
    const due = await this.transactions.run((manager) =>
      manager.query<Blocked[]>(
        `SELECT consumer, key, lane, seq, attempts FROM inbox_blocked
         WHERE NOT dead AND next_at <= clock_timestamp() ORDER BY next_at LIMIT 50`,
      ),
    );
    for (const blocked of due) await this.retry(blocked);
    return this.untilNext();
  }

  private async retry(blocked: Blocked): Promise<void> {
    let tried: InboxRow | undefined;
    try {
      await this.transactions.run(async (manager) => {
        tried = await ownedRow(manager, blocked);
        if (!tried) return;
        const { lane } = tried;
        await this.handleAndUnblock(manager, tried);
        this.transactions.afterCommit(() => this.signal.ring([lane]));
      });
      if (tried) this.metrics.handled([tried]);
    } catch (error) {
      if (!tried || isNobodysFault(error)) throw error;
      await this.parkAgain(blocked, tried, error);
    }
  }

  private async handleAndUnblock(manager: EntityManager, row: InboxRow): Promise<void> {
    const client = await clientOf(manager);
    await handle(this.server, row);
    await client.query(`DELETE FROM inbox WHERE consumer = $1 AND key = $2 AND seq = $3 AND waiting`, [
      row.consumer,
      row.key,
      row.seq,
    ]);
    await unblock(client, row.consumer, row.key);
  }

  private async parkAgain(blocked: Blocked, row: InboxRow, error: unknown): Promise<void> {
    const outcome = await this.transactions.run(async (manager) => {
      const client = await clientOf(manager);
      await client.query(`SELECT ${waitForLane(String(blocked.lane))}`);
      return (await isStillBlocked(manager, blocked)) ? park(client, row, blocked.attempts + 1, error) : undefined;
    });
    if (outcome) this.metrics.failed(row, outcome, error);
  }

  private async untilNext(): Promise<Pause> {
    const [next] = await this.transactions.run((manager) =>
      manager.query<{ milliseconds: number | null }[]>(
        `SELECT (extract(epoch FROM min(next_at) - clock_timestamp()) * 1000)::float8 AS milliseconds FROM inbox_blocked WHERE NOT dead`,
      ),
    );
    // At least 20 ms: a lane that another instance owns is tried again soon, but not without a breath.
    return Math.min(pollMilliseconds, Math.max(20, next?.milliseconds ?? pollMilliseconds));
  }
}

/** The message to try, if its lane is free and nobody has settled it meanwhile. */
async function ownedRow(manager: EntityManager, blocked: Blocked): Promise<InboxRow | undefined> {
  const [lock] = await manager.query<{ held: boolean }[]>(`SELECT ${tryLane(String(blocked.lane))} AS held`);
  if (!lock?.held || !(await isStillBlocked(manager, blocked))) return undefined;
  const [row] = await manager.query<InboxRow[]>(
    `SELECT ${inboxColumns} FROM inbox WHERE consumer = $1 AND key = $2 AND seq = $3 AND waiting`,
    [blocked.consumer, blocked.key, blocked.seq],
  );
  return row;
}

async function isStillBlocked(manager: EntityManager, { consumer, key, seq, attempts }: Blocked): Promise<boolean> {
  const found = await manager.query<unknown[]>(
    `SELECT 1 FROM inbox_blocked WHERE consumer = $1 AND key = $2 AND seq = $3 AND attempts = $4 AND NOT dead`,
    [consumer, key, seq, attempts],
  );
  return found.length === 1;
}
