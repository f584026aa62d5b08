import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Clock, SteppedClock, SystemClock } from '#common/runtime/clock.js';

/** The clock of a demo: one that stands at `start`, or where it stood when Callout was stopped, if the demo wants that; the system's if not. */
export function openClock(home: string, start: string | undefined): Clock {
  if (!start) return new SystemClock();
  const file = join(home, 'clock');
  const left = existsSync(file) ? new Date(readFileSync(file, 'utf8')) : new Date(start);
  const clock = new SteppedClock(left > new Date(start) ? left : new Date(start));
  clock.watch((now) => writeFileSync(file, now.toISOString()));
  return clock;
}
