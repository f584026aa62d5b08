import { execFileSync } from 'node:child_process';
import { cpus, totalmem } from 'node:os';

const git = (...parts: string[]) => execFileSync('git', parts, { encoding: 'utf8' }).trim();

/** Under what a figure was measured: it stands beside every table, or the table says nothing. */
export function conditions(): string {
  const [processor] = cpus();
  const machine = `${cpus().length} x ${processor?.model.trim() ?? process.arch}, ${Math.round(totalmem() / 2 ** 30)} GB`;
  const dirty = git('status', '--porcelain', '--untracked-files=no') === '' ? '' : ' and changes';
  return `${machine}; Node ${process.version}; ${new Date().toISOString().slice(0, 10)}; commit ${git('rev-parse', '--short', 'HEAD')}${dirty}`;
}

/** The middle value, or the mean of the two in the middle. Throws without values. */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((one, other) => one - other);
  const [low, high] = [sorted[Math.floor((sorted.length - 1) / 2)], sorted[Math.floor(sorted.length / 2)]];
  if (low === undefined || high === undefined) throw new Error('there is no median of nothing');
  return (low + high) / 2;
}
