import { Inject, Injectable } from '@nestjs/common';
import { escapeLiteral } from 'pg';
import { DataSource, type EntityManager, type QueryRunner } from 'typeorm';
import { systemActor } from '../auth/actor.js';
import { currentContext, currentTransaction, runInTransaction } from '../runtime/context.js';
import { type Client, clientOf, connected, sendAll, type Statement, type StatementResult } from './client.js';
import { isRetryable } from './errors.js';
import { Turnstile } from './turnstile.js';

/** A statement that goes to the database together with the COMMIT, and what to do with its rows once that is done. */
export interface Closing {
  statement: Statement;
  committed?: (rows: Record<string, unknown>[]) => void;
}

interface Open {
  /** Services of one process share what travels with asynchronous work. */
  owner: Transactions;
  manager: EntityManager;
  closings: Map<object, () => Closing[]>;
  kept: Map<object, unknown[]>;
  afterCommit: (() => void)[];
  meanwhile: Promise<unknown>[];
}

type Work<T> = (manager: EntityManager, opened: StatementResult[]) => Promise<T>;

/** Managers of the transactions that see the rows of all sites: from the start on, or since a use case has shown them. */
export const seeing = new WeakSet<EntityManager>();

const attempts = 4;
const usualPoolSize = 12;
/** Connections that requests leave to the event path: workers, relay, consumer, timers. */
const leftShare = 1 / 3;

/**
 * The only way to the database for a service: one transaction per use case, joined by everything that is called inside it,
 * with the rows of other sites hidden by row-level security for an actor that is bound to a site.
 *
 * BEGIN and COMMIT share their round trips with what belongs to them (a round trip costs as much as a small statement):
 * measured, this halves the time of a small transaction.
 */
@Injectable()
export class Transactions {
  private readonly turnstile: Turnstile;

  constructor(@Inject(DataSource) private readonly database: DataSource) {
    const { poolSize = usualPoolSize } = database.options;
    this.turnstile = new Turnstile(Math.max(1, Math.ceil(poolSize * (1 - leftShare))));
  }

  /**
   * Runs `work` in the transaction that is open, or in a new one. A deadlock or serialization failure is tried again.
   * `opening`: statements that a new transaction sends together with its BEGIN; `work` gets their answers.
   */
  async run<T>(work: Work<T>, opening: readonly string[] = []): Promise<T> {
    const open = this.present;
    if (open) return work(open.manager, opening.length > 0 ? await sendAll(await clientOf(open.manager), opening) : []);
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await this.admitted(() => this.begin(work, opening));
      } catch (error) {
        if (attempt >= attempts || !isRetryable(error)) throw error;
      }
    }
  }

  /** Calls `hook` once the open transaction is committed; at once if none is open. */
  afterCommit(hook: () => void): void {
    const open = this.present;
    if (open) open.afterCommit.push(hook);
    else hook();
  }

  /** Asks `make`, once per owner, for statements to send with the COMMIT of the open transaction. */
  atCommit(owner: object, make: () => Closing[]): void {
    const { closings } = this.open();
    if (!closings.has(owner)) closings.set(owner, make);
  }

  /** Keeps an item for the COMMIT of the open transaction; `write` makes the statements for all items that its owner has kept by then. */
  keepForCommit<T>(owner: object, item: T, write: (items: readonly T[]) => Closing[]): void {
    const { kept } = this.open();
    const items = (kept.get(owner) ?? []) as T[];
    kept.set(owner, items);
    items.push(item);
    this.atCommit(owner, () => write(items));
  }

  /**
   * Lets a statement of the open transaction be on its way while the use case goes on: what it answers is of no use to it, and what it breaks ends the
   * transaction. Of `prepared`, `insertRow`, `updateRow`, which send at once: the database handles statements in that order, so whoever reads
   * afterwards sees what was written.
   */
  meanwhile(statement: Promise<unknown>): void {
    remember(this.open(), statement);
  }

  /** The manager of the open transaction. */
  get manager(): EntityManager {
    return this.open().manager;
  }

  private get present(): Open | undefined {
    const open = currentTransaction() as Open | undefined;
    return open?.owner === this ? open : undefined;
  }

  private open(): Open {
    const open = this.present;
    if (!open) throw new Error('no transaction is open: wrap the use case in transactions.run()');
    return open;
  }

  /** Callout's own work is the event path's; it goes ahead of all requests. */
  private async admitted<T>(work: () => Promise<T>): Promise<T> {
    if (isOwnWork()) return work();
    await this.turnstile.enter();
    try {
      return await work();
    } finally {
      this.turnstile.leave();
    }
  }

  private async begin<T>(work: Work<T>, statements: readonly string[]): Promise<T> {
    const runner = this.database.createQueryRunner();
    const open: Open = {
      owner: this,
      manager: runner.manager,
      closings: new Map(),
      kept: new Map(),
      afterCommit: [],
      meanwhile: [],
    };
    try {
      const client = (await runner.connect()) as Client;
      connected.set(runner.manager, client);
      try {
        const opening = start(runner, client, statements);
        const opened = statements.length > 0 ? await opening : unanswered(open, opening);
        const result = await runInTransaction(open, () => work(runner.manager, opened));
        await commit(client, open.closings);
        for (const hook of open.afterCommit) hook();
        return result;
      } catch (error) {
        await client.query('ROLLBACK').catch(ignore); // a lost connection has rolled back by itself
        throw (await firstFailure(open.meanwhile)) ?? error;
      }
    } finally {
      await runner.release();
    }
  }
}

/**
 * The event path's statements are the same all day and find their rows by key: PostgreSQL would plan those with lists in them anew each time, which
 * takes longer than running them. A person's query has optional filters and is planned for them.
 */
const planOnce = 'SET LOCAL plan_cache_mode = force_generic_plan';

/** Callout's own, not a request's. */
const isOwnWork = () => currentContext()?.actor === systemActor;

async function start(runner: QueryRunner, client: Client, opening: readonly string[]): Promise<StatementResult[]> {
  const sites = visibleSites();
  if (sites === allSites) seeing.add(runner.manager);
  const scope = [`SET LOCAL app.sites = ${escapeLiteral(sites)}`];
  if (isOwnWork()) scope.push(planOnce);
  // What TypeORM's own startTransaction() sets, so that saving an entity joins and does not begin another.
  Object.assign(runner, { isTransactionActive: true, transactionDepth: 1 });
  const results = await sendAll(client, ['BEGIN', ...scope, ...opening]);
  return results.slice(1 + scope.length);
}

async function commit(client: Client, makers: Open['closings']): Promise<void> {
  const closings = [...makers.values()].flatMap((make) => make());
  const results = await sendAll(client, [...closings.map(({ statement }) => statement), 'COMMIT']);
  // PostgreSQL answers ROLLBACK, without an error, if a failed statement was swallowed.
  if (results.at(-1)?.command !== 'COMMIT')
    throw new Error('a statement of this transaction failed unseen: nothing was written');
  closings.forEach(({ committed }, index) => committed?.(results[index]?.rows ?? []));
}

/** Why the transaction really ended: what came after the first statement that failed only says that it had. */
async function firstFailure(statements: readonly Promise<unknown>[]): Promise<unknown> {
  const outcomes = await Promise.allSettled(statements);
  return (outcomes.find(({ status }) => status === 'rejected') as PromiseRejectedResult | undefined)?.reason;
}

const ignore = () => undefined;

/** BEGIN alone says nothing: the first statement goes with it. */
function unanswered(open: Open, opening: Promise<StatementResult[]>): StatementResult[] {
  remember(open, opening);
  return [];
}

/** The end of the transaction tells whether it failed. */
function remember(open: Open, statement: Promise<unknown>): void {
  statement.catch(ignore);
  open.meanwhile.push(statement);
}

const allSites = '*';

/** The value of `app.sites` for row-level security: `*` for all, a site's id, or nothing without an actor. */
function visibleSites(): string {
  const actor = currentContext()?.actor;
  if (!actor) return '';
  return actor.siteId ?? (siteBound(actor.roles) ? '' : allSites);
}

/** A site manager or technician without a site sees no rows rather than all. */
const siteBound = (held: readonly string[]) => held.every((role) => role === 'site_manager' || role === 'technician');
