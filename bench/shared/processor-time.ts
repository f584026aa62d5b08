import { readdirSync, readFileSync } from 'node:fs';

/** Linux counts a process's time in hundredths of a second. */
const tickMilliseconds = 10;

interface Times {
  parent: number;
  own: number;
  /** Of children that have ended. */
  ofEnded: number;
}

/** Processor time that a process and its children have used so far, in milliseconds; NaN where the system does not say (Linux does). Other programs do not count: it is what can be compared on a busy machine. */
export function processorMilliseconds(root: number): number {
  const own = timesOf(root);
  if (!own) return Number.NaN;
  const others = readdirSync('/proc').filter((name) => /^\d+$/.test(name));
  const ofChildren = others.reduce((sum, name) => {
    const times = timesOf(Number(name));
    return times?.parent === root ? sum + times.own : sum;
  }, 0);
  return own.own + own.ofEnded + ofChildren;
}

/** Undefined: it has ended. */
function timesOf(pid: number): Times | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The name in parentheses may hold anything; parent, and user and system time of itself and of its children: proc_pid_stat(5).
    const fields = stat
      .slice(stat.lastIndexOf(')') + 2)
      .split(' ')
      .map(Number);
    const ticks = (first: number) => ((fields[first] ?? 0) + (fields[first + 1] ?? 0)) * tickMilliseconds;
    return { parent: fields[1] ?? 0, own: ticks(11), ofEnded: ticks(13) };
  } catch {
    return undefined;
  }
}
