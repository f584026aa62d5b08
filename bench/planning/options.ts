import { mkdirSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';

/** What every bench of the planning engine takes from the command line. */
export interface PlanningOptions {
  data: string;
  seconds: number;
  threads: number;
  seed: number;
  /** Names to run; absent = all. */
  only: readonly string[] | undefined;
  out: string | undefined;
}

/** `--data <folder> --seconds S --threads N --seed K [--only a,b] [--out <folder>]`. Throws on a number that is none. */
export function planningOptions(args: readonly string[], folder: string): PlanningOptions {
  const textOf = (name: string) => (args.includes(name) ? args[args.indexOf(name) + 1] : undefined);
  const numberOf = (name: string, standard: number) => {
    const value = Number(textOf(name) ?? standard);
    if (!(value > 0)) throw new Error(`${name} ${textOf(name)} is not a number above 0`);
    return value;
  };
  return {
    data: textOf('--data') ?? join(process.env['CALLOUT_DATA'] ?? '../shared/data', 'dispatch', folder),
    seconds: numberOf('--seconds', 10),
    threads: numberOf('--threads', 2),
    seed: numberOf('--seed', 1),
    only: textOf('--only')?.split(','),
    out: textOf('--out'),
  };
}

/** Name of an instance: its file's, without `.txt`. */
export const nameOf = (file: string) => basename(file).replace(/\.txt$/i, '');

export const isWanted = ({ only }: PlanningOptions, name: string) =>
  !only || only.some((one) => name === one || name.startsWith(`${one}.`));

/** Writes what another program can verify; nothing without `--out`. */
export function writeResult({ out }: PlanningOptions, name: string, result: object): void {
  if (!out) return;
  mkdirSync(out, { recursive: true });
  writeFileSync(join(out, `${name}.json`), `${JSON.stringify(result)}\n`);
}
