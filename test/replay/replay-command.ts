import { type ChildProcess, spawn } from 'node:child_process';
import { setTimeout as pause } from 'node:timers/promises';

const patienceMilliseconds = 150_000;

/** `npm run replay` without npm, watched from outside as a user would. What it starts keeps its state below `folder`. */
export class ReplayCommand {
  private output = '';
  private code: number | undefined;
  private readonly child: ChildProcess;
  private readonly ended: Promise<number>;

  constructor(folder: string, args: readonly string[]) {
    this.child = spawn(process.execPath, ['tools/replay.js', ...args], {
      env: { PATH: process.env['PATH'], TMPDIR: folder },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    for (const stream of [this.child.stdout, this.child.stderr])
      stream?.setEncoding('utf8').on('data', (text: string) => (this.output += text));
    this.ended = new Promise((resolve) =>
      this.child.once('close', (code, signal) => resolve((this.code = code ?? (signal ? -1 : 0)))),
    );
  }

  /** What it says first that matches, with its groups. */
  async says(pattern: RegExp): Promise<string[]> {
    const until = performance.now() + patienceMilliseconds;
    for (;;) {
      const found = pattern.exec(this.output);
      if (found) return [...found];
      if (this.code !== undefined || performance.now() > until)
        throw new Error(`it never said ${String(pattern)} (${this.code}): ${this.output}`);
      await pause(20);
    }
  }

  /** Ctrl-C. */
  interrupt(): void {
    this.child.kill('SIGINT');
  }

  /** Its exit code and the lines that it wrote. */
  async end(): Promise<{ code: number; lines: string[] }> {
    const code = await this.ended;
    return { code, lines: this.output.trimEnd().split('\n') };
  }

  /** Ends it, if it still runs, and with it what it has started. */
  async stop(): Promise<void> {
    this.child.kill('SIGTERM');
    await this.ended;
  }
}
