import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isAlive } from '#common/runtime/postgres-process.js';

const startMilliseconds = 120_000;

/** `npm start` without npm: the same program, watched from outside as a user would. */
export class Program {
  private output = '';
  private readonly child: ChildProcess;
  private readonly ended: Promise<number>;

  constructor(environment: Record<string, string>) {
    this.child = spawn(process.execPath, ['--max-semi-space-size=32', 'tools/start.js', 'standalone'], {
      env: { PATH: process.env['PATH'], CALLOUT_DEMO: 'off', ...environment },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    for (const stream of [this.child.stdout, this.child.stderr]) {
      stream?.setEncoding('utf8').on('data', (text: string) => (this.output += text));
    }
    this.ended = new Promise((resolve) =>
      this.child.once('close', (code, signal) => resolve(code ?? (signal ? -1 : 0))),
    );
  }

  /** All that it has written so far. */
  get said(): string {
    return this.output;
  }

  get pid(): number {
    return this.child.pid ?? 0;
  }

  /** Resolves when it says that it is ready. */
  async ready(): Promise<this> {
    const until = performance.now() + startMilliseconds;
    let code: number | undefined;
    void this.ended.then((ended) => (code = ended));
    while (!this.output.includes('Callout is ready')) {
      if (code !== undefined || performance.now() > until)
        throw new Error(`it did not start (${code}): ${this.output}`);
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    return this;
  }

  /** Sends the signal; resolves with the exit code and the seconds that it took. */
  async stop(signal: NodeJS.Signals = 'SIGTERM'): Promise<{ code: number; seconds: number }> {
    const began = performance.now();
    this.child.kill(signal);
    const code = await this.ended;
    return { code, seconds: (performance.now() - began) / 1000 };
  }

  /** For a start that must fail: its exit code and all that it said. */
  async failure(): Promise<{ code: number; output: string }> {
    const code = await this.ended;
    return { code, output: this.output };
  }
}

/** The PostgreSQL of a state folder, if it runs. */
export function postgresOf(home: string): number | undefined {
  const file = join(home, 'postgres/db/postmaster.pid');
  const pid = existsSync(file) ? Number(readFileSync(file, 'utf8').split('\n')[0]) : 0;
  return pid > 0 && isAlive(pid) ? pid : undefined;
}
