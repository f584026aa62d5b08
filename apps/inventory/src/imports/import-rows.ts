import { Type, plainToInstance } from 'class-transformer';
import { validateSync } from 'class-validator';
import { type Criticality, criticalities } from '#common/events/lists.js';
import { flatten } from '#common/http/validation.js';
import { Code, Decimal, OneOf, Optional, Text, Whole } from '#common/validation/fields.js';
import { type CsvTable, plainCell } from '../csv/csv.js';
import type { ImportFault } from './import.dto.js';
import type { ImportKind } from './import-kinds.js';

const largest = 1_000_000_000;

/** A cell of digits; anything else stays text, so that the rule of the field refuses it. */
const AsNumber = () => Type(() => Number);

export class PartRow {
  @Code() number: string;
  @Text(120) nameEn: string;
  @Text(120) nameZh: string;
  @Code() category: string;
  @AsNumber() @Whole(0, largest) unitCostMinor: number;
  @Text(3, 3) currency: string;
  @OneOf(criticalities) criticality: Criticality;
  @Optional() @AsNumber() @Whole(1, 100_000) packQuantity?: number;
  /** Number of the part that replaces this one. */
  @Optional() @Code() supersededByNumber?: string;
  @Optional() @AsNumber() @Whole(1, largest) weightGrams?: number;
  @Optional() @AsNumber() @Whole(1, largest) volumeCubicCentimetres?: number;
}

export class StockRow {
  @Code() partNumber: string;
  /** Id, or name if only one place is called so. */
  @Text(120) location: string;
  /** Pieces on the shelf. */
  @AsNumber() @Whole(0, largest) counted: number;
  @Optional() @Text(500, 3) reason?: string;
}

export class LeadTimeRow {
  /** Every part if empty. */
  @Optional() @Code() partNumber?: string;
  /** From outside if empty. */
  @Optional() @Text(120) fromLocation?: string;
  @Text(120) toLocation: string;
  @AsNumber() @Decimal(0, 1_000) meanDays: number;
  @Optional() @AsNumber() @Decimal(0, 1_000) deviationDays?: number;
}

/** A row that keeps its rules, and where it stands. */
export interface Numbered<T> {
  row: number;
  value: T;
}

interface Layout {
  type: new () => object;
  /** In the order of the template. */
  columns: readonly string[];
  required: readonly string[];
  /** A row of the template that shows how it is meant. */
  example: readonly (string | number)[];
}

export const layouts = {
  parts: {
    type: PartRow,
    columns: [
      ...['number', 'nameEn', 'nameZh', 'category', 'unitCostMinor', 'currency', 'criticality', 'packQuantity'],
      ...['supersededByNumber', 'weightGrams', 'volumeCubicCentimetres'],
    ],
    required: ['number', 'nameEn', 'nameZh', 'category', 'unitCostMinor', 'currency', 'criticality'],
    example: ['MOT-100', 'Motor', '电机', 'vacuum', 12_000, 'CNY', 'vital', 5, '', 900, 1_500],
  },
  stock: {
    type: StockRow,
    columns: ['partNumber', 'location', 'counted', 'reason'],
    required: ['partNumber', 'location', 'counted'],
    example: ['MOT-100', 'Central warehouse', 25, 'opening stock'],
  },
  'lead-times': {
    type: LeadTimeRow,
    columns: ['partNumber', 'fromLocation', 'toLocation', 'meanDays', 'deviationDays'],
    required: ['toLocation', 'meanDays'],
    example: ['MOT-100', '', 'Central warehouse', 21, 4],
  },
} as const satisfies Record<ImportKind, Layout>;

/** The rows that keep their rules, and what is wrong with the others, row by row and column by column. */
export function checkedRows<T extends object>(
  kind: ImportKind,
  { header, rows }: CsvTable,
): { good: Numbered<T>[]; faults: ImportFault[] } {
  const layout: Layout = layouts[kind];
  const faults = headerFaults(layout, header);
  if (faults.length > 0) return { good: [], faults };
  const good: Numbered<T>[] = [];
  rows.forEach((cells, index) => {
    const row = index + 2;
    if (cells.length > header.length)
      faults.push({
        row,
        column: header.at(-1) ?? '',
        message: `has ${cells.length} cells, the header ${header.length}`,
      });
    const value = plainToInstance(layout.type, objectOf(header, cells)) as T;
    const wrong = flatten(validateSync(value, { whitelist: true, stopAtFirstError: true }));
    for (const { field, message } of wrong) faults.push({ row, column: field, message: message.slice(0, 500) });
    if (wrong.length === 0) good.push({ row, value });
  });
  return { good, faults };
}

/** An empty cell says nothing. */
function objectOf(header: readonly string[], cells: readonly string[]): Record<string, string> {
  const entries = header.map((name, index) => [name, plainCell(cells[index] ?? '')] as const);
  return Object.fromEntries(entries.filter(([, cell]) => cell !== ''));
}

function headerFaults({ columns, required }: Layout, header: readonly string[]): ImportFault[] {
  const unknown = header.filter((name) => !columns.includes(name));
  const missing = required.filter((name) => !header.includes(name));
  const twice = header.filter((name, index) => header.indexOf(name) !== index);
  const fault = (column: string, message: string) => ({ row: 1, column: column.slice(0, 64) || '(empty)', message });
  return [
    ...unknown.map((name) => fault(name, `is not a column of this table: it has ${columns.join(', ')}`)),
    ...missing.map((name) => fault(name, 'is missing')),
    ...twice.map((name) => fault(name, 'is there twice')),
  ];
}
