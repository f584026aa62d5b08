import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Actor } from '#common/auth/actor.js';
import { Transactions } from '#common/database/transactions.js';
import { requireVersion } from '#common/http/caller.js';
import { invalid, notFound } from '#common/http/problems.js';
import { repeatedCodeAt, type SubStatus } from '../core/orders/sub-status.js';
import type { SubStatusesView } from './sub-status.dto.js';

/** The words of each site for where its orders stand: a site names its own. */
@Injectable()
export class SubStatuses {
  constructor(private readonly transactions: Transactions) {}

  of(siteId: string, caller: Actor): Promise<SubStatusesView> {
    return this.transactions.run(async (manager) => {
      await requireSite(manager, siteId, caller);
      return this.read(manager, siteId);
    });
  }

  /** What is taken off the list stands at no order any more. */
  replace(siteId: string, given: SubStatus[], seen: number | undefined, caller: Actor): Promise<SubStatusesView> {
    const twice = repeatedCodeAt(given);
    if (twice >= 0)
      throw invalid(`entries[${twice}].code`, `'${given[twice]?.code}' is named before: name each code once`);
    return this.transactions.run(async (manager) => {
      await requireSite(manager, siteId, caller, 'FOR NO KEY UPDATE'); // the first change has no row of its own to lock
      const before = await this.read(manager, siteId);
      requireVersion(before.version, seen);
      const entries = given.map(({ code, name, status }) => ({ code, name, status }));
      const version = before.version + 1;
      await manager.query(
        `INSERT INTO site_sub_statuses (site_id, entries, version) VALUES ($1, $2, $3)
         ON CONFLICT (site_id) DO UPDATE SET entries = excluded.entries, version = excluded.version`,
        [siteId, JSON.stringify(entries), version],
      );
      return { entries, version };
    });
  }

  async read(manager: EntityManager, siteId: string): Promise<SubStatusesView> {
    const [row] = await manager.query<SubStatusesView[]>(
      `SELECT entries, version FROM site_sub_statuses WHERE site_id = $1`,
      [siteId],
    );
    return row ?? { entries: [], version: 1 };
  }
}

/** 404 also for a site that is not the caller's own. */
async function requireSite(manager: EntityManager, id: string, caller: Actor, lock = ''): Promise<void> {
  const isOthers = caller.siteId !== undefined && caller.siteId !== id;
  const rows = isOthers ? [] : await manager.query<object[]>(`SELECT FROM site WHERE id = $1 ${lock}`, [id]);
  if (rows.length === 0) throw notFound('site', id);
}
