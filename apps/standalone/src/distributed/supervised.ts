import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, openSync, readFileSync } from 'node:fs';
import { setPriority } from 'node:os';
import { setTimeout as pause } from 'node:timers/promises';
import { Revival } from './revival.js';

export interface ProcessPlan {
  /** Such as `dispatch-2`. */
  name: string;
  /** The compiled program. */
  program: string;
  environment: Record<string, string>;
  /** Answers 200 when the process can do its work. */
  readyUrl: string;
  logFile: string;
}

const readyMilliseconds = 120_000;
const lookMilliseconds = 50;
const patienceMilliseconds = 5_000;
/** Nice value of what runs: a process that starts goes before it, since others wait for that one, and start it is all that it does. */
const runningNice = 15;

/** A process that is started again whenever it ends, until it is stopped. */
export class Supervised {
  private child: ChildProcess | undefined;
  private readonly revival: Revival;

  constructor(
    readonly plan: ProcessPlan,
    tell: (line: string) => void,
  ) {
    this.revival = new Revival(plan.name, () => this.start(), tell);
  }

  get pid(): number | undefined {
    return this.child?.pid;
  }

  /** Resolves when it is ready; throws with its last words if it ends before. */
  async start(): Promise<void> {
    this.revival.allow();
    const child = this.spawn();
    let ended = false;
    child.once('exit', () => (ended = true));
    const until = performance.now() + readyMilliseconds;
    while (!(await isReady(this.plan.readyUrl))) {
      if (ended || performance.now() > until) throw new Error(`${this.plan.name} did not start: ${this.lastWords()}`);
      await pause(lookMilliseconds);
    }
    letOthersStart(child);
    child.once('exit', (code, signal) => this.revival.ended(signal ?? `exit code ${code}`));
    if (ended) this.revival.ended('an early end');
  }

  async stop(): Promise<void> {
    const revived = this.revival.stop();
    await this.end();
    await revived;
  }

  private async end(): Promise<void> {
    const { child } = this;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const gone = new Promise((resolve) => child.once('exit', resolve));
    const tooLate = setTimeout(() => child.kill('SIGKILL'), patienceMilliseconds);
    child.kill('SIGTERM');
    await gone;
    clearTimeout(tooLate);
  }

  /** The channel tells the child when this process is gone, however it went. */
  private spawn(): ChildProcess {
    const { program, environment, logFile } = this.plan;
    const log = openSync(logFile, 'a');
    this.child = spawn(process.execPath, [program], { env: environment, stdio: ['ignore', log, log, 'ipc'] });
    closeSync(log);
    return this.child;
  }

  private lastWords(): string {
    return `${readFileSync(this.plan.logFile, 'utf8').trim().split('\n').slice(-3).join(' ')} (${this.plan.logFile})`;
  }
}

/**
 * A wish: where it has ended meanwhile, all stays as it was; also where Linux does not schedule by sessions, for there PostgreSQL and the broker, which yield to
 * the services as sessions of their own, would go before them.
 */
function letOthersStart({ pid }: ChildProcess): void {
  try {
    const bySessions = readFileSync('/proc/sys/kernel/sched_autogroup_enabled', 'utf8').trim() === '1';
    if (pid !== undefined && bySessions) setPriority(pid, runningNice);
  } catch {
    // as it was
  }
}

async function isReady(url: string): Promise<boolean> {
  return fetch(url, { signal: AbortSignal.timeout(2_000) }).then(
    ({ ok }) => ok,
    () => false,
  );
}
