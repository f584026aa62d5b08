import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** A table of histories: one part a row. */
export interface Panel {
  ids: string[];
  /** Names of the periods. */
  periods: string[];
  /** Pieces per period, oldest first; null where the field is blank. */
  rows: (number | null)[][];
  /** Periods of a year if the names are months (2001-04), else 0. */
  cycle: number;
}

/** Header row; then an id and one column a period. Throws with row and column for what is no number. */
export function readPanel(file: string): Panel {
  const [header = '', ...lines] = readFileSync(file, 'utf8')
    .replace(/^\uFEFF/, '')
    .trimEnd()
    .split(/\r?\n/);
  const periods = header.split(',').slice(1);
  const fields = lines.map((line) => line.split(','));
  const rows = fields.map((row, at) => periods.map((period, column) => numberOf(row[column + 1], at + 2, period)));
  return {
    ids: fields.map(([id = '']) => id),
    periods,
    rows,
    cycle: periods.every((name) => /^\d{4}-\d{2}$/.test(name)) ? 12 : 0,
  };
}

function numberOf(field: string | undefined, line: number, period: string): number | null {
  const text = field?.trim() ?? '';
  if (text === '') return null;
  const value = Number(text);
  if (Number.isNaN(value))
    throw new Error(`line ${line}, column ${period}: '${text}' is no number; leave it blank if it is unknown`);
  return value;
}

const parts = (name: string) => join(process.env['CALLOUT_DATA'] ?? '../shared/data', 'parts', name);

/** 2,674 car parts x 51 months; the usual protocol takes the 2,509 complete ones. */
export function carParts(): Panel {
  const panel = readPanel(parts('carparts_monthly_1998-01_2002-03.csv'));
  const complete = panel.rows.map((row) => !row.includes(null));
  return { ...panel, ids: panel.ids.filter((_, at) => complete[at]), rows: panel.rows.filter((_, at) => complete[at]) };
}

/** 3,000 automotive parts x 24 months. */
export const automotive = (): Panel => readPanel(parts('auto_monthly.csv'));
