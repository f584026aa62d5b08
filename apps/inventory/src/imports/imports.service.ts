import { Injectable } from '@nestjs/common';
import type { Actor } from '#common/auth/actor.js';
import { Transactions } from '#common/database/transactions.js';
import { notFound } from '#common/http/problems.js';
import { readCsv, writeCsv } from '../csv/csv.js';
import type { ImportFault, ImportResult, NewImport } from './import.dto.js';
import { type ImportKind, importKinds } from './import-kinds.js';
import { checkedRows, layouts, type LeadTimeRow, type PartRow, type StockRow } from './import-rows.js';
import { LeadTimesImport } from './lead-times-import.js';
import { PartsImport } from './parts-import.js';
import { StockImport } from './stock-import.js';

/** What the rows of a table come to: how many are new, what is wrong with them, and how to write them. */
export interface ImportPlan {
  created: number;
  changed: number;
  unchanged: number;
  faults: ImportFault[];
  write: () => Promise<void>;
}

const mostFaults = 200;

/** Tables from outside: looked at first, written only when every row is right. */
@Injectable()
export class ImportsService {
  constructor(
    private readonly transactions: Transactions,
    private readonly parts: PartsImport,
    private readonly stock: StockImport,
    private readonly leadTimes: LeadTimesImport,
  ) {}

  template(kind: string): Buffer {
    const { columns, example } = layouts[kindOf(kind)];
    return writeCsv(columns, [example]);
  }

  async read(name: string, { contentBase64, dryRun = false }: NewImport, caller: Actor): Promise<ImportResult> {
    const kind = kindOf(name);
    const table = readCsv(contentBase64, 'contentBase64');
    return this.transactions.run(async () => {
      const { good, faults: broken } = checkedRows(kind, table);
      const { created, changed, unchanged, faults: wrong, write } = await this.plan(kind, good, caller);
      const faults = [...broken, ...wrong].toSorted((one, other) => one.row - other.row);
      const imported = !dryRun && faults.length === 0;
      if (imported) await write();
      const counts = { rows: table.rows.length, created, changed, unchanged, faultCount: faults.length };
      return { kind, encoding: table.encoding, imported, ...counts, faults: faults.slice(0, mostFaults) };
    });
  }

  private plan(kind: ImportKind, rows: readonly { row: number; value: object }[], caller: Actor): Promise<ImportPlan> {
    switch (kind) {
      case 'parts':
        return this.parts.plan(rows as { row: number; value: PartRow }[]);
      case 'stock':
        return this.stock.plan(rows as { row: number; value: StockRow }[], caller);
      case 'lead-times':
        return this.leadTimes.plan(rows as { row: number; value: LeadTimeRow }[]);
    }
  }
}

function kindOf(name: string): ImportKind {
  const kind = importKinds.find((known) => known === name);
  if (!kind) throw notFound('table', `${name.slice(0, 64)}: there are ${importKinds.join(', ')}`);
  return kind;
}
