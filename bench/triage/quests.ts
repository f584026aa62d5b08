import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';

/** A repair record with the fault that people agreed on when they read it. */
export interface Labelled {
  problem: string;
  fault: string;
}

const files = [
  ['vacuums', 'dustup.csv'],
  ['laptops', 'compcat_laptops.csv'],
  ['printers', 'printcat.csv'],
] as const;
/** Labels that say that people could not name one fault from the text. */
const noFault = new Set(['Unknown', 'Poor data', 'Other', 'Multiple']);

/** Every labelled row of the quests (Open Repair Alliance), by product. */
export function readQuests(): { name: string; rows: Labelled[] }[] {
  const folder = join(process.env['CALLOUT_DATA'] ?? '../shared/data', 'repairs/quests');
  return files.map(([name, file]) => {
    const rows: { problem: string; fault_type: string }[] = parse(readFileSync(join(folder, file)), {
      columns: true,
      bom: true,
    });
    return { name, rows: rows.map(({ problem, fault_type: fault }) => ({ problem, fault })) };
  });
}

/** What two texts must share to be the same text: their words, whatever the case and the marks between. */
export const wordsOf = (problem: string): string =>
  (
    problem
      .normalize('NFKC')
      .toLowerCase()
      .match(/[\p{L}\p{N}]+/gu) ?? []
  ).join(' ');

/** Rows whose label is a fault; of rows with the same text only the first. */
export function cleaned(rows: readonly Labelled[]): Labelled[] {
  const byText = new Map<string, Labelled>();
  for (const row of rows) {
    const text = row.problem.trim().toLowerCase();
    if (!noFault.has(row.fault) && !byText.has(text)) byText.set(text, row);
  }
  return [...byText.values()];
}
