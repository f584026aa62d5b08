import { Injectable } from '@nestjs/common';
import { Transactions } from '#common/database/transactions.js';
import { writeCsv } from '../csv/csv.js';
import type { ExportQuery } from './export.dto.js';
import { exported } from './exports.sql.js';

interface Row {
  key: string;
  cells: (string | number | null)[];
}

const usualLimit = 5_000;

/** Tables for spreadsheets and other systems, in pieces of a bounded size. */
@Injectable()
export class ExportsService {
  constructor(private readonly transactions: Transactions) {}

  async write({ kind, limit = usualLimit, cursor }: ExportQuery): Promise<{ content: Buffer; next: string | null }> {
    const { columns, values, from, key } = exported[kind];
    const rows = await this.transactions.run((manager) =>
      manager.query<Row[]>(
        `SELECT ${key} AS key, json_build_array(${values}) AS cells FROM ${from}
         WHERE $1::uuid IS NULL OR ${key} > $1 ORDER BY ${key} LIMIT $2`,
        [cursor ?? null, limit + 1],
      ),
    );
    const shown = rows.slice(0, limit);
    const content = writeCsv(
      columns,
      shown.map(({ cells }) => cells),
    );
    return { content, next: rows.length > limit ? (shown.at(-1)?.key ?? null) : null };
  }
}
