import { Injectable } from '@nestjs/common';
import type { Actor } from '#common/auth/actor.js';
import { Transactions } from '#common/database/transactions.js';
import { decodeCursor, limitOf, type Page, toPage } from '#common/http/pages.js';
import { notFound } from '#common/http/problems.js';
import { Clock } from '#common/runtime/clock.js';
import { conditionsOf, periodOf } from '../reports/conditions.js';
import type { FailureRecordsQuery } from '../reports/period.dto.js';
import type { FailureRecordView } from './failure-record.dto.js';
import { failureRecordColumns, failureRecordTables } from './failure-record-columns.js';

/** The records behind the numbers, latest finished first. */
@Injectable()
export class FailureRecordQueries {
  constructor(
    private readonly transactions: Transactions,
    private readonly clock: Clock,
  ) {}

  async list(query: FailureRecordsQuery, caller: Actor): Promise<Page<FailureRecordView>> {
    const { sql, values } = conditionsOf(query, periodOf(query, this.clock.now()), caller);
    const limit = limitOf(query);
    const [finishedAt = null, id = null] = decodeCursor(query.cursor, 2) ?? [];
    const place = (offset: number) => `$${values.length + offset}`;
    const rows = await this.transactions.run((manager) =>
      manager.query<(FailureRecordView & { finishedKey: string })[]>(
        `SELECT ${failureRecordColumns}, r.finished_at::text AS "finishedKey" FROM ${failureRecordTables}
          WHERE ${sql} AND (${place(1)}::timestamptz IS NULL OR (r.finished_at, r.failure_record_id) < (${place(1)}, ${place(2)}::uuid))
          ORDER BY r.finished_at DESC, r.failure_record_id DESC LIMIT ${limit + 1}`,
        [...values, finishedAt, id],
      ),
    );
    const page = toPage(rows, limit, ({ finishedKey, failureRecordId }) => [finishedKey, failureRecordId]);
    return { ...page, items: page.items.map(({ finishedKey: _, ...record }) => record) };
  }

  async get(id: string, { siteId }: Actor): Promise<FailureRecordView> {
    const [row] = await this.transactions.run((manager) =>
      manager.query<FailureRecordView[]>(
        `SELECT ${failureRecordColumns} FROM ${failureRecordTables}
          WHERE r.failure_record_id = $1 AND ($2::uuid IS NULL OR r.site_id = $2)`,
        [id, siteId ?? null],
      ),
    );
    if (!row) throw notFound('failure record', id);
    return row;
  }
}
