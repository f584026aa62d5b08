import { Injectable } from '@nestjs/common';
import type { Actor } from '#common/auth/actor.js';
import { Transactions } from '#common/database/transactions.js';
import { decodeCursor, limitOf, type Page, toPage } from '#common/http/pages.js';
import { notFound } from '#common/http/problems.js';
import { Clock } from '#common/runtime/clock.js';
import type { AuditsQuery, AuditView, DueAuditsQuery, DueAuditView } from './audit.dto.js';
import { auditRows, dueAudits } from './audits.sql.js';

/** Reads audits; a site its own. */
@Injectable()
export class AuditLists {
  constructor(
    private readonly transactions: Transactions,
    private readonly clock: Clock,
  ) {}

  /** Newest first. */
  async list(query: AuditsQuery, { siteId: own }: Actor): Promise<Page<AuditView>> {
    const limit = limitOf(query);
    const [before = null] = decodeCursor(query.cursor, 1) ?? [];
    const rows = await this.transactions.run((manager) =>
      manager.query<{ view: AuditView }[]>(
        `${auditRows} WHERE ($1::uuid IS NULL OR a.site_id = $1) AND ($2::uuid IS NULL OR a.site_id = $2)
           AND ($3::text IS NULL OR a.status = $3) AND ($4::uuid IS NULL OR a.id < $4) ORDER BY a.id DESC LIMIT $5`,
        [own ?? null, query.siteId ?? null, query.status ?? null, before, limit + 1],
      ),
    );
    return toPage(rows.map(({ view }) => view), limit, ({ id }) => [id]); // prettier-ignore
  }

  async one(id: string, { siteId: own }: Actor): Promise<AuditView> {
    const [row] = await this.transactions.run((manager) =>
      manager.query<{ view: AuditView }[]>(`${auditRows} WHERE a.id = $1 AND ($2::uuid IS NULL OR a.site_id = $2)`, [
        ...[id, own ?? null],
      ]),
    );
    if (!row) throw notFound('audit', id);
    return row.view;
  }

  /** The sites that work, the longest overdue first. */
  async due(query: DueAuditsQuery, { siteId: own }: Actor): Promise<Page<DueAuditView>> {
    const limit = limitOf(query);
    const [due = null, code = null] = decodeCursor(query.cursor, 2) ?? [];
    const parameters = [this.clock.now(), due, code, query.overdue === 'true', limit + 1, own ?? null];
    const rows = await this.transactions.run((manager) =>
      manager.query<{ view: DueAuditView; due: string }[]>(dueAudits, parameters),
    );
    const page = toPage(rows, limit, ({ due: dueOn, view }) => [dueOn, view.code]);
    return { ...page, items: page.items.map(({ view }) => view) };
  }
}
