import { setTimeout as pause } from 'node:timers/promises';
import { checksOf } from './checks.js';
import { readOptions } from './options.js';
import { Sandbox, Skipped } from './sandbox.js';

/** Where the clock runs by itself: not longer than the patience. */
const waitFor = (seconds: number) => (moment: Date) =>
  pause(Math.max(0, Math.min(seconds * 1_000, moment.getTime() - Date.now())));

/**
 * `npm run conformance`: one line for each check. Answers how many failed. `until`: how to wait for a moment of business time where somebody moves the
 * clock.
 */
export async function conformance(
  args: readonly string[],
  say: (line: string) => void,
  until?: (moment: Date) => Promise<void>,
): Promise<number> {
  const options = readOptions(args);
  const sandbox = new Sandbox(options, until ?? waitFor(options.patienceSeconds));
  const counts = { pass: 0, fail: 0, skip: 0 };
  for (const { name, run } of checksOf[options.answers]) {
    const [verdict, detail] = await verdictOf(() => run(sandbox));
    counts[verdict] += 1;
    say(`${verdict}  ${name}: ${detail}`);
  }
  say(`${counts.pass} passed, ${counts.fail} failed, ${counts.skip} skipped`);
  return counts.fail;
}

async function verdictOf(run: () => Promise<string>): Promise<['pass' | 'fail' | 'skip', string]> {
  try {
    return ['pass', await run()];
  } catch (error) {
    const { message } = error as Error;
    return [error instanceof Skipped ? 'skip' : 'fail', message];
  }
}
