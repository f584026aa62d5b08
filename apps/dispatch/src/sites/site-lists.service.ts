import { Injectable } from '@nestjs/common';
import type { SelectQueryBuilder } from 'typeorm';
import type { Actor } from '#common/auth/actor.js';
import { Transactions } from '#common/database/transactions.js';
import { decodeCursor, limitOf, type Page, toPage } from '#common/http/pages.js';
import { notFound } from '#common/http/problems.js';
import type { SitesQuery, SiteTransitionView, SiteView } from './site.dto.js';
import { Site } from './site.entity.js';
import { type Score, siteView } from './site-views.js';

/** Reads sites; a site sees itself. */
@Injectable()
export class SiteLists {
  constructor(private readonly transactions: Transactions) {}

  async list(query: SitesQuery, caller: Actor): Promise<Page<SiteView>> {
    return this.transactions.run(async (manager) => {
      const limit = limitOf(query);
      const after = decodeCursor(query.cursor, 1);
      const rows = manager
        .createQueryBuilder(Site, 'site')
        .orderBy('site.code')
        .limit(limit + 1);
      narrow(rows, query, caller);
      if (after) rows.andWhere('site.code > :after', { after: String(after[0]) });
      const page = toPage(await rows.getMany(), limit, ({ code }) => [code]);
      const scores = await this.scores(page.items.map(({ id }) => id));
      return { ...page, items: page.items.map((site) => siteView(site, scores.get(site.id))) };
    });
  }

  async one(id: string, caller: Actor): Promise<SiteView> {
    return this.transactions.run(async (manager) => {
      if (caller.siteId && caller.siteId !== id) throw notFound('site', id);
      const site = await manager.findOneBy(Site, { id });
      if (!site) throw notFound('site', id);
      return siteView(site, (await this.scores([id])).get(id));
    });
  }

  /** Every step of a site's life, oldest first. */
  async transitions(id: string, caller: Actor): Promise<SiteTransitionView[]> {
    await this.one(id, caller);
    return this.transactions.run(async (manager) => {
      const rows = await manager.query<Row[]>(
        `SELECT from_status, to_status, reason, actor_name, at FROM site_transition WHERE site_id = $1 ORDER BY id LIMIT 1000`,
        [id],
      );
      return rows.map(({ from_status: from, to_status: to, reason, actor_name: actorName, at }) => ({
        from,
        to,
        reason,
        actorName,
        at: at.toISOString(),
      }));
    });
  }

  private async scores(ids: string[]): Promise<Map<string, Score>> {
    const rows = await this.transactions.manager.query<(Score & { site_id: string })[]>(
      `SELECT site_id, score, orders FROM site_score WHERE site_id = ANY($1)`,
      [ids],
    );
    return new Map(rows.map((row) => [row.site_id, row]));
  }
}

interface Row {
  from_status: SiteTransitionView['from'];
  to_status: SiteTransitionView['to'];
  reason: string;
  actor_name: string;
  at: Date;
}

function narrow(rows: SelectQueryBuilder<Site>, { status, kind }: SitesQuery, { siteId }: Actor): void {
  if (status) rows.andWhere('site.status = :status', { status });
  if (kind) rows.andWhere('site.kind = :kind', { kind });
  if (siteId) rows.andWhere('site.id = :siteId', { siteId });
}
