import { execFile } from 'node:child_process';
import { writeFile } from 'node:fs/promises';

const patienceMilliseconds = 2_000;

/**
 * Lets a PostgreSQL on Linux wait for a processor instead of taking it from the process that has just asked it something: all of Callout waits for that
 * one process, while other processors are idle. On two cores a fifth more orders went through (bench/README.md). A wish: where the system knows no such
 * thing or does not allow it, all stays as it was.
 */
export async function preferWhoAsks(pid: number): Promise<void> {
  if (process.platform !== 'linux') return;
  await Promise.all([
    // Whoever is scheduled as a batch does not preempt others when it wakes; backends inherit it: sched(7).
    new Promise<void>((done) => {
      execFile('chrt', ['--batch', '--pid', '0', String(pid)], { timeout: patienceMilliseconds }, () => done());
    }),
    // The session that PostgreSQL leads is one group for the scheduler, and this the group's nice value.
    writeFile(`/proc/${pid}/autogroup`, '10').catch(() => undefined),
  ]);
}
