import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { conditions } from '../shared/conditions.js';

/** Best known costs by instance, from `best_known.csv` of the folder or the one above; empty when there is none. */
export function bestKnown(folder: string, costOf: (row: Record<string, string>) => number): Map<string, number> {
  const file = [join(folder, 'best_known.csv'), join(folder, '..', 'best_known.csv')].find((path) => existsSync(path));
  if (!file) return new Map();
  const rows: Record<string, string>[] = parse(readFileSync(file, 'utf8'), { columns: true, bom: true });
  return new Map(rows.map((row) => [row['instance'] ?? '', costOf(row)]));
}

export interface Result {
  name: string;
  cost: number;
  best: number | undefined;
  unserved: number;
  /** What the checker found wrong, in words. */
  wrong: readonly string[];
}

/** Limits of the mean gap in per cent. */
export interface GapLimits {
  must: number;
  aim: number;
}

const percent = (gap: number) => `${gap.toFixed(3)} %`;

/** Prints one line an instance and the summary; answers the exit code. */
export function printGaps(results: readonly Result[], limits: GapLimits | undefined): number {
  for (const { name, cost, best, unserved, wrong } of results) {
    const gap = best === undefined ? '' : ` gap ${percent(100 * (cost / best - 1))}`;
    const note = unserved > 0 ? ` UNSERVED ${unserved}` : '';
    console.log(
      `${name} cost ${Number(cost.toFixed(4))}${gap}${note}${wrong.length > 0 ? ` WRONG: ${wrong.join('; ')}` : ''}`,
    );
  }
  const gaps = results.flatMap(({ cost, best }) => (best === undefined ? [] : [100 * (cost / best - 1)]));
  const mean = gaps.reduce((sum, gap) => sum + gap, 0) / gaps.length;
  console.log(`\n${conditions()}`);
  if (gaps.length > 0)
    console.log(
      `mean gap ${percent(mean)}, worst ${percent(Math.max(...gaps))}, at best ${gaps.filter((gap) => gap < 1e-4).length} of ${gaps.length}`,
    );
  if (limits && gaps.length > 0) console.log(`must ${limits.must} %, aim ${limits.aim} %`);
  const isWrong = results.some(({ wrong, unserved }) => wrong.length > 0 || unserved > 0);
  return isWrong || (limits && gaps.length > 0 && mean > limits.must) ? 1 : 0;
}
