import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

interface ProcessRow {
  pid: number;
  parent: number;
  kilobytes: number;
}

/** Memory of a process and all its descendants in MB. */
export interface TreeMemory {
  processes: number;
  /** Resident, as every tool shows it: pages that PostgreSQL's processes share are counted once for each of them. */
  residentMegabytes: number;
  /** Each shared page counted once in all (Linux only). */
  proportionalMegabytes?: number;
}

export function memoryOf(root: number): TreeMemory {
  const rows = treeOf(root, allProcesses());
  const shares = rows.map(({ pid }) => proportionalKilobytes(pid));
  const known = shares.filter((share) => share !== undefined);
  const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0) / 1024;
  return {
    processes: rows.length,
    residentMegabytes: sum(rows.map(({ kilobytes }) => kilobytes)),
    ...(known.length === rows.length && { proportionalMegabytes: sum(known) }),
  };
}

function allProcesses(): ProcessRow[] {
  const lines = execFileSync('ps', ['-A', '-o', 'pid=,ppid=,rss='], { encoding: 'utf8' }).trim().split('\n');
  return lines.map((line) => {
    const [pid = 0, parent = 0, kilobytes = 0] = line.trim().split(/\s+/).map(Number);
    return { pid, parent, kilobytes };
  });
}

function treeOf(root: number, rows: readonly ProcessRow[]): ProcessRow[] {
  const own = rows.filter(({ pid }) => pid === root);
  return [...own, ...rows.filter(({ parent }) => parent === root).flatMap(({ pid }) => treeOf(pid, rows))];
}

function proportionalKilobytes(pid: number): number | undefined {
  try {
    const found = /^Pss:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8'));
    return found ? Number(found[1]) : undefined;
  } catch {
    return undefined;
  }
}
