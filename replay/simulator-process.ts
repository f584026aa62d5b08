import { type ChildProcess, fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { FromSimulator, Reported, Settled, SimulatorSettings, ToSimulator } from './protocol.js';

/** One simulator, running as a program of its own. */
export class SimulatorProcess {
  private waiting: ((settled: Settled) => void) | undefined;
  private number = 0;
  private failed: ((error: Error) => void) | undefined;
  last: Settled | undefined;

  private constructor(
    readonly name: string,
    private readonly child: ChildProcess,
  ) {}

  /** Starts `simulators/<name>.js`; `onReported` hears of each record that was reported. */
  static async start(
    name: string,
    settings: SimulatorSettings,
    onReported: (reported: Reported) => void,
  ): Promise<SimulatorProcess> {
    const program = fileURLToPath(new URL(`./simulators/${name}.js`, import.meta.url));
    const child = fork(program, [JSON.stringify(settings)], { detached: true });
    const simulator = new SimulatorProcess(name, child);
    await new Promise<void>((ready, failed) => {
      simulator.failed = failed;
      child.once('exit', (code) =>
        simulator.failed?.(new Error(`the program ${name} ended with ${code ?? 'a signal'}`)),
      );
      child.on('message', (message: FromSimulator) => {
        if (message.kind === 'ready') ready();
        else if (message.kind === 'reported') onReported(message);
        else simulator.settled(message);
      });
    });
    return simulator;
  }

  /** Lets it do what is due at this business time; resolves when that is done. */
  runUntil(now: number): Promise<Settled> {
    this.number += 1;
    this.send({ kind: 'clock', number: this.number, now });
    return new Promise((resolve, reject) => {
      this.waiting = resolve;
      this.failed = reject;
    });
  }

  send(message: ToSimulator): void {
    if (this.child.connected) this.child.send(message);
  }

  stop(): Promise<void> {
    this.failed = undefined;
    return new Promise((done) => {
      if (this.child.exitCode !== null) return done();
      this.child.once('exit', () => done());
      this.send({ kind: 'stop' });
      setTimeout(() => this.child.kill('SIGKILL'), 3_000).unref();
    });
  }

  private settled(message: Settled): void {
    if (message.number !== this.number) return;
    this.last = message;
    this.waiting?.(message);
  }
}
