import { setTimeout as pause } from 'node:timers/promises';
import type { EntityManager } from 'typeorm';
import type { Statement, StatementResult } from '../database/client.js';
import type { Transactions } from '../database/transactions.js';
import { isNobodysFault } from './failure.js';
import { type InboxRow, handle } from './inbox-row.js';
import type { InboxServer } from './inbox-server.js';
import { Loop, type Pause } from './loop.js';
import type { MessagingMetrics } from './messaging-metrics.js';
import { OneByOne } from './one-by-one.js';
import { asCallout } from './system-context.js';

const batchSize = 32;
const lanesPerBatch = 4;
/** A batch commits after this time of work: what it did must not wait long to be seen. */
const batchMilliseconds = 20;
/** One transaction for all that arrives within this time: a third less work for the database, measured over a day of orders. */
const gatherMilliseconds = 4;
/** Whoever had nothing to do for so long takes the first message at once: it may be a single one, for which all others wait. */
const calmMilliseconds = 10;
const pollMilliseconds = 30_000;
const busyMilliseconds = 20;

interface Candidate extends InboxRow {
  /** Where the row lies; it stays there while the lane is ours. */
  place: string;
  blocked: boolean;
}

/** One message of a batch failed: the whole batch is rolled back and its messages are tried one by one. */
class BatchFailed extends Error {
  constructor(readonly rows: readonly Candidate[]) {
    super('a message of the batch failed');
  }
}

/**
 * Handles the messages of some lanes. A batch is one transaction that owns its lanes, runs the listeners one after the other in order of arrival and
 * takes the messages out of the inbox: so every effect happens exactly once, and a second instance never works on the same key at the same time.
 */
export class InboxWorker {
  private readonly loop: Loop;
  private readonly oneByOne: OneByOne;
  private readonly rung = new Set<number>();
  private turning = false;
  private endedAt = 0;

  constructor(
    name: string,
    private readonly transactions: Transactions,
    private readonly server: InboxServer,
    private readonly metrics: MessagingMetrics,
    onParked: () => void,
  ) {
    this.oneByOne = new OneByOne(transactions, server, metrics, onParked);
    this.loop = new Loop(name, () => this.markedTurn());
  }

  start(): void {
    this.loop.start();
  }

  /** Something is being handled, or about to be. */
  get busy(): boolean {
    return this.turning || this.rung.size > 0;
  }

  ring(lane: number): void {
    this.rung.add(lane);
    this.loop.ring();
  }

  async stop(): Promise<void> {
    await this.loop.stop();
  }

  private async markedTurn(): Promise<Pause> {
    this.turning = true;
    try {
      return await this.turn();
    } finally {
      this.turning = false;
      this.endedAt = performance.now();
    }
  }

  private async turn(): Promise<Pause> {
    if (this.rung.size === 0) return pollMilliseconds;
    if (performance.now() - this.endedAt < calmMilliseconds) await pause(gatherMilliseconds);
    const lanes = [...this.rung].slice(0, lanesPerBatch);
    for (const lane of lanes) this.rung.delete(lane);
    let found: StatementResult | undefined;
    try {
      const again = await asCallout(() =>
        this.transactions.run((manager, opened) => this.batch(manager, lanes, (found = opened[0])), takeLanes(lanes)),
      );
      for (const lane of again.more) this.rung.add(lane);
      for (const lane of again.taken) this.rung.add(lane);
      if (again.taken.length === 0) return this.rung.size > 0 ? 0 : pollMilliseconds;
      return this.rung.size > again.taken.length ? 0 : busyMilliseconds;
    } catch (error) {
      for (const lane of lanes) this.rung.add(lane);
      // What listeners leave for the COMMIT fails there: whose fault it was, the single messages tell.
      const rows = error instanceof BatchFailed ? error.rows : whatIsOurs(lanes, candidatesIn(found)).rows;
      if (rows.length === 0 || (!(error instanceof BatchFailed) && isNobodysFault(error))) throw error;
      return (await this.oneByOne.run(rows.filter((row) => !row.blocked))) ? 0 : busyMilliseconds;
    }
  }

  /** Answers which lanes have more, and which ones another instance is working on. */
  private async batch(manager: EntityManager, lanes: readonly number[], opened?: StatementResult) {
    const { taken, rows, full } = whatIsOurs(lanes, candidatesIn(opened));
    const blocked = rows.filter((row) => row.blocked);
    await setAside(manager, blocked);
    const handled = await this.handleSome(rows.filter((row) => !row.blocked));
    const left = rows.filter((row) => !row.blocked && !handled.includes(row));
    if (handled.length > 0) this.transactions.atCommit(this, () => [{ statement: remove(handled) }]);
    this.transactions.afterCommit(() => this.metrics.handled(handled));
    const more = new Set([...full, ...left.map(({ lane }) => lane)]);
    return { more: [...more], taken };
  }

  /** Runs listeners until all is done or the time is over. */
  private async handleSome(rows: readonly Candidate[]): Promise<Candidate[]> {
    const until = performance.now() + batchMilliseconds;
    const handled: Candidate[] = [];
    for (const row of rows) {
      try {
        await handle(this.server, row);
      } catch {
        throw new BatchFailed(rows);
      }
      handled.push(row);
      if (performance.now() > until) break;
    }
    return handled;
  }
}

const perLane = (lanes: readonly number[]) => Math.ceil(batchSize / lanes.length);

const takeLanes = (lanes: readonly number[]) => [`SELECT * FROM inbox_take('{${lanes.join(',')}}', ${perLane(lanes)})`];

const candidatesIn = (result?: StatementResult) => (result?.rows ?? []) as unknown as Candidate[];

/** The messages of the lanes that are ours now, the lanes that another instance works on, and those that have more. */
function whatIsOurs(lanes: readonly number[], found: readonly (Candidate | { seq: null; lane: number })[]) {
  const taken = found.filter(({ seq }) => seq === null).map(({ lane }) => lane);
  const rows = found.filter((row): row is Candidate => row.seq !== null);
  const full = lanes.filter((lane) => rows.filter((row) => row.lane === lane).length >= perLane(lanes));
  return { taken, rows, full };
}

/** New messages of a key that is parked wait behind it. */
async function setAside(manager: EntityManager, rows: readonly Candidate[]): Promise<void> {
  if (rows.length === 0) return;
  await manager.query(`UPDATE inbox SET waiting = true WHERE ctid = ANY($1::tid[])`, [rows.map(({ place }) => place)]);
}

/** Takes out what was handled; fails (division by zero) and so rolls all back if any of it is no longer there. */
const remove = (rows: readonly Candidate[]): Statement => ({
  text: `WITH gone AS (DELETE FROM inbox WHERE ctid = ANY($1::tid[]) RETURNING 1) SELECT 1 / (count(*) = $2)::integer FROM gone`,
  values: [rows.map(({ place }) => place), rows.length],
});
