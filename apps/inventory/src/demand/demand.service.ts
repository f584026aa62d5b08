import { Injectable } from '@nestjs/common';
import { Transactions } from '#common/database/transactions.js';
import { invalid } from '#common/http/problems.js';
import type { Page } from '#common/http/pages.js';
import { listRows } from '../reading/list-rows.js';
import type { DemandQuery, DemandView } from './demand.dto.js';

@Injectable()
export class DemandService {
  constructor(private readonly transactions: Transactions) {}

  async list(query: DemandQuery): Promise<Page<DemandView>> {
    for (const field of ['from', 'to'] as const) requireDay(field, query[field]);
    return this.transactions.run((manager) =>
      listRows<DemandView>(manager, query, {
        select: `SELECT part_id AS "partId", location_id AS "locationId", day::text AS day, used, lost, adjusted FROM demand`,
        conditions: [
          ['part_id = ?', query.partId],
          ['location_id = ?', query.locationId],
          ['day >= ?', query.from],
          ['day <= ?', query.to],
        ],
        sort: [
          { column: 'part_id', type: 'uuid' },
          { column: 'location_id', type: 'uuid' },
          { column: 'day', type: 'date' },
        ],
        sortValues: ({ partId, locationId, day }) => [partId, locationId, day],
      }),
    );
  }
}

/** The pattern lets 30 February pass. */
function requireDay(field: string, day: string | undefined): void {
  if (day === undefined) return;
  const time = Date.parse(`${day}T00:00:00Z`);
  const isDay = Number.isFinite(time) && new Date(time).toISOString().startsWith(day);
  if (!isDay || day.startsWith('0000')) throw invalid(field, `${day} is not a day of the calendar`);
}
