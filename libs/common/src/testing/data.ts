import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const folder = process.env['CALLOUT_DATA'] ?? '../shared/data';

/** A file of the data that are no part of Callout, such as `vectors/spc.json`. */
export const dataFile = (path: string): string => join(folder, path);

/** The vectors of such a file; none where it is missing. */
export function vectorsOf<Vector>(path: string): Vector[] {
  if (!existsSync(dataFile(path))) return [];
  return (JSON.parse(readFileSync(dataFile(path), 'utf8')) as { vectors: Vector[] }).vectors;
}

/** `describe` for tests that read these files. Where one is missing, a single skipped test takes their place and says what to install. */
export function describeWithData(paths: readonly string[], subject: string, tests: () => void): void {
  const missing = paths.filter((path) => !existsSync(dataFile(path)));
  if (missing.length === 0) return describe(subject, tests);
  const need = `needs ${missing.join(' and ')}: set CALLOUT_DATA to a folder that has it, ${folder} has not`;
  describe(subject, () => it.todo(need));
}
