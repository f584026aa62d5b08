import { readFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';

const lookMilliseconds = 1_000;
const idleShare = 0.6;

/** Whether this machine has nothing else to do at the moment: promises about time are made for one that serves Callout alone. */
export async function isMachineQuiet(): Promise<boolean> {
  const before = cpuTimes();
  await pause(lookMilliseconds);
  const after = cpuTimes();
  return !before || !after || (after.idle - before.idle) / (after.all - before.all) > idleShare;
}

/** Undefined where the system does not tell. */
function cpuTimes(): { idle: number; all: number } | undefined {
  if (process.platform !== 'linux') return undefined;
  const [line = ''] = readFileSync('/proc/stat', 'utf8').split('\n');
  const times = line.split(/\s+/).slice(1, 9).map(Number);
  return { idle: (times[3] ?? 0) + (times[4] ?? 0), all: times.reduce((sum, time) => sum + time, 0) };
}
