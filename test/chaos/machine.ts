import { readdirSync, readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { setTimeout as pause } from 'node:timers/promises';

const lookMilliseconds = 1_000;
/** More of the machine than that, used by strangers, and nothing can be promised about time. */
const quietShare = 0.15;
const ticksPerSecond = 100;

interface ProcessTimes {
  parent: number;
  ticks: number;
}

/**
 * Watches how much of this machine is used by processes that are not of this test run: promises about time are made for a machine that serves
 * Callout alone. Where the system does not tell, it counts as quiet.
 */
export class Strangers {
  private readonly began = performance.now();
  private last = readProcesses();
  private ticks = 0;
  private readonly timer = setInterval(() => this.look(), lookMilliseconds);

  /** Whether strangers have used little of the machine since the watch began. */
  get quiet(): boolean {
    return this.share < quietShare;
  }

  /** Part of all processors' time that strangers have used. */
  get share(): number {
    this.look();
    const seconds = (performance.now() - this.began) / 1000;
    return this.ticks / ticksPerSecond / availableParallelism() / seconds;
  }

  stop(): void {
    clearInterval(this.timer);
  }

  private look(): void {
    const now = readProcesses();
    for (const [pid, { ticks }] of now) {
      if (!isOurs(pid, now)) this.ticks += Math.max(0, ticks - (this.last.get(pid)?.ticks ?? 0));
    }
    this.last = now;
  }
}

/** Whether strangers leave this machine alone right now. */
export async function isMachineQuiet(): Promise<boolean> {
  const strangers = new Strangers();
  await pause(2 * lookMilliseconds);
  strangers.stop();
  return strangers.quiet;
}

/** A descendant of the program that runs the tests. */
function isOurs(pid: number, processes: ReadonlyMap<number, ProcessTimes>): boolean {
  for (let one = pid; one > 1; one = processes.get(one)?.parent ?? 0) if (one === process.ppid) return true;
  return false;
}

/** Every process of the system with the time that it has used so far. */
function readProcesses(): Map<number, ProcessTimes> {
  const found = new Map<number, ProcessTimes>();
  if (process.platform !== 'linux') return found;
  for (const name of readdirSync('/proc')) {
    if (!/^\d+$/.test(name)) continue;
    try {
      const text = readFileSync(`/proc/${name}/stat`, 'utf8');
      const fields = text.slice(text.lastIndexOf(')') + 2).split(' '); // the name before it may hold anything
      found.set(Number(name), { parent: Number(fields[1]), ticks: Number(fields[11]) + Number(fields[12]) });
    } catch {
      // it has ended meanwhile
    }
  }
  return found;
}
