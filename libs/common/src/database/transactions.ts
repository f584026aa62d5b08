import { AsyncLocalStorage } from 'node:async_hooks';
import { Inject, Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { currentContext } from '../runtime/context.js';
import { isRetryable } from './errors.js';

interface Open {
  manager: EntityManager;
  afterCommit: (() => void)[];
}

const attempts = 4;

/**
 * The only way to the database for a service: one transaction per use case, joined by everything that is called inside it,
 * with the rows of other sites hidden by row-level security for an actor that is bound to a site.
 */
@Injectable()
export class Transactions {
  private readonly storage = new AsyncLocalStorage<Open>();

  constructor(@Inject(DataSource) private readonly database: DataSource) {}

  /** Runs `work` in the transaction that is open, or in a new one. A deadlock or serialization failure is tried again. */
  async run<T>(work: (manager: EntityManager) => Promise<T>): Promise<T> {
    const open = this.storage.getStore();
    if (open) return work(open.manager);
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await this.begin(work);
      } catch (error) {
        if (attempt >= attempts || !isRetryable(error)) throw error;
      }
    }
  }

  /** Calls `hook` once the open transaction is committed; at once if none is open. */
  afterCommit(hook: () => void): void {
    const open = this.storage.getStore();
    if (open) open.afterCommit.push(hook);
    else hook();
  }

  /** The manager of the open transaction. */
  get manager(): EntityManager {
    const open = this.storage.getStore();
    if (!open) throw new Error('no transaction is open: wrap the use case in transactions.run()');
    return open.manager;
  }

  private async begin<T>(work: (manager: EntityManager) => Promise<T>): Promise<T> {
    const afterCommit: (() => void)[] = [];
    const result = await this.database.transaction(async (manager) => {
      await manager.query(`SELECT set_config('app.sites', $1, true)`, [visibleSites()]);
      return this.storage.run({ manager, afterCommit }, () => work(manager));
    });
    for (const hook of afterCommit) hook();
    return result;
  }
}

/** The value of `app.sites` for row-level security: `*` for all, a site's id, or nothing without an actor. */
function visibleSites(): string {
  const actor = currentContext()?.actor;
  if (!actor) return '';
  return actor.siteId ?? (siteBound(actor.roles) ? '' : '*');
}

/** A site manager or technician without a site sees no rows rather than all. */
const siteBound = (held: readonly string[]) => held.every((role) => role === 'site_manager' || role === 'technician');
