import { parse } from 'csv-parse/sync';
import { invalid } from '#common/http/problems.js';

export const encodings = ['utf-8', 'gb18030'] as const;
export type Encoding = (typeof encodings)[number];

/** A table as it was read: the names of the first row, and the rows below as text. */
export interface CsvTable {
  encoding: Encoding;
  header: string[];
  rows: string[][];
}

/** More than fits a body is refused before; this many rows take seconds, not minutes. */
export const mostRows = 2_000;
const mostColumns = 50;
const byteOrderMark = '\u{feff}';
/** A spreadsheet would take a cell that begins so for a formula. */
const formula = /^[=+\-@\t\r]/;

/** Reads CSV as spreadsheets write it: UTF-8 with or without a byte order mark, else GB18030; commas, semicolons or tabs. Throws a 400 that names `field`. */
export function readCsv(contentBase64: string, field: string): CsvTable {
  const bytes = Buffer.from(contentBase64, 'base64');
  if (bytes.toString('base64').replace(/=+$/, '') !== contentBase64.replace(/=+$/, ''))
    throw invalid(field, 'must be the bytes of the file as base64');
  const { text, encoding } = decode(bytes, field);
  const [header, ...rows] = cellsOf(text, field);
  if (!header) throw invalid(field, 'has no first row with the names of the columns');
  if (header.length > mostColumns)
    throw invalid(field, `has ${header.length} columns: at most ${mostColumns} are read`);
  if (rows.length > mostRows) throw invalid(field, `has ${rows.length} rows: send at most ${mostRows} at once`);
  return { encoding, header: header.map((name) => name.trim()), rows };
}

/** UTF-8 forbids most byte sequences, GB18030 few: what is UTF-8 by chance is not GB18030 in earnest. */
function decode(bytes: Buffer, field: string): { text: string; encoding: Encoding } {
  for (const encoding of encodings) {
    try {
      return { text: new TextDecoder(encoding, { fatal: true }).decode(bytes), encoding };
    } catch {
      // the next one
    }
  }
  throw invalid(field, 'is text neither in UTF-8 nor in GB18030: save the table as CSV UTF-8');
}

function cellsOf(text: string, field: string): string[][] {
  try {
    return parse(text, {
      delimiter: delimiterOf(text),
      relax_column_count: true,
      skip_records_with_empty_values: true,
      trim: true,
    });
  } catch (error) {
    throw invalid(field, `is not CSV: ${error instanceof Error ? error.message : 'it cannot be read'}`.slice(0, 300));
  }
}

/** The one that the first line has most of. */
function delimiterOf(text: string): string {
  const [first = ''] = text.split(/\r?\n/, 1);
  const count = (mark: string) => first.split(mark).length;
  return [',', ';', '\t'].reduce((best, mark) => (count(mark) > count(best) ? mark : best));
}

/** CSV that Excel opens as UTF-8 and in which no text is a formula. Numbers stay numbers. */
export function writeCsv(header: readonly string[], rows: readonly (readonly (string | number | null)[])[]): Buffer {
  const lines = [header, ...rows].map((cells) => cells.map(cellOf).join(','));
  return Buffer.from(`${byteOrderMark}${lines.join('\r\n')}\r\n`);
}

function cellOf(value: string | number | null): string {
  if (value === null) return '';
  if (typeof value === 'number') return String(value);
  const safe = formula.test(value) ? `'${value}` : value;
  return /[",;\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** The text of a cell without the mark that `writeCsv` has put before it. */
export const plainCell = (cell: string): string =>
  cell.startsWith("'") && formula.test(cell.slice(1)) ? cell.slice(1) : cell;
