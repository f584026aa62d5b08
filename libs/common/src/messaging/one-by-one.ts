import type { EntityManager } from 'typeorm';
import { type Client, clientOf, sendAll } from '../database/client.js';
import type { Transactions } from '../database/transactions.js';
import { isNobodysFault } from './failure.js';
import { handle, type InboxRow } from './inbox-row.js';
import type { InboxServer } from './inbox-server.js';
import { tryLane } from './locks.js';
import type { MessagingMetrics } from './messaging-metrics.js';
import { park } from './parking.js';
import { asCallout } from './system-context.js';

/** Another instance has got the lane meanwhile: whatever of it is left is the other's, or read anew. */
class LaneTaken extends Error {}

/** Handles the messages of a batch that has failed each in a transaction of its own, so that only the one that fails is set aside. */
export class OneByOne {
  constructor(
    private readonly transactions: Transactions,
    private readonly server: InboxServer,
    private readonly metrics: MessagingMetrics,
    private readonly onParked: () => void,
  ) {}

  /** False if it had to stop because another instance works on these lanes; going on would break the order of a key. */
  async run(rows: readonly InboxRow[]): Promise<boolean> {
    try {
      for (const row of rows) await this.tryOne(row);
      return true;
    } catch (error) {
      if (error instanceof LaneTaken) return false;
      throw error;
    }
  }

  private async tryOne(row: InboxRow): Promise<void> {
    try {
      await asCallout(() => this.transactions.run((manager) => this.single(manager, row)));
    } catch (error) {
      if (error instanceof LaneTaken || isNobodysFault(error)) throw error;
      await asCallout(() => this.transactions.run((manager) => this.parkOne(manager, row, error)));
    }
  }

  private async single(manager: EntityManager, row: InboxRow): Promise<void> {
    const client = await clientOf(manager);
    if (!(await isPending(client, row))) return;
    await handle(this.server, row);
    await client.query(`DELETE FROM inbox WHERE lane = $1 AND seq = $2 AND NOT waiting`, [row.lane, row.seq]);
    this.transactions.afterCommit(() => this.metrics.handled([row]));
  }

  private async parkOne(manager: EntityManager, row: InboxRow, error: unknown): Promise<void> {
    const client = await clientOf(manager);
    if (!(await isPending(client, row))) return;
    const outcome = await park(client, row, 1, error);
    this.transactions.afterCommit(() => {
      this.metrics.failed(row, outcome, error);
      this.onParked();
    });
  }
}

/** Whether the message is still to be handled, by us who own its lane from now on. */
async function isPending(client: Client, { lane, seq }: InboxRow): Promise<boolean> {
  const [locked, found] = await sendAll(client, [
    `SELECT ${tryLane(String(lane))} AS held`,
    `SELECT 1 FROM inbox WHERE lane = ${lane} AND seq = ${BigInt(seq)} AND NOT waiting`,
  ]);
  if (locked?.rows[0]?.['held'] !== true) throw new LaneTaken();
  return found?.rows.length === 1;
}
