import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { pathsIn } from '#common/runtime/postgres-init.js';
import { readPidFile } from '#common/runtime/postgres-process.js';
import { serverUser } from '#common/runtime/postgres-user.js';
import type { Distributed } from '../../apps/standalone/src/distributed/start-distributed.js';
import { databaseFolder } from '../../apps/standalone/src/home.js';
import { startKafka } from '../../deploy/kafka/broker.js';
import { eventually } from '../stories/callout.js';
import type { CheckReport, Kill } from './check-report.js';
import type { Acknowledged, WritingPlan } from './plan.js';

/** How long a dead instance stays dead: its neighbour must have taken over meanwhile. */
const deadMilliseconds = 9_000;

/** Kills the processes of a distributed Callout while a writer of its own writes, and has the outcome counted by a checker of its own. */
export class Chaos {
  readonly kills: Kill[] = [];
  /** Milliseconds from the start of a service to its readiness. */
  readonly ready: { what: string; milliseconds: number }[] = [];
  private broker: { stop(): Promise<void> } | undefined;

  private constructor(
    private readonly shape: Distributed,
    private readonly writer: ChildProcess,
    private readonly plan: WritingPlan,
    private readonly startedAt: number,
  ) {}

  static async begin(shape: Distributed, plan: Omit<WritingPlan, 'file'>): Promise<Chaos> {
    const whole = { ...plan, file: join(shape.home, 'acknowledged.jsonl') };
    const planFile = join(shape.home, 'writing-plan.json');
    writeFileSync(planFile, JSON.stringify(whole));
    const writer = spawn(process.execPath, ['dist/test/chaos/writer.js', planFile], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    await new Promise((resolve) => writer.stdout?.once('data', resolve));
    return new Chaos(shape, writer, whole, Date.now());
  }

  /** kill -9, and what follows after some seconds without it. */
  async killServices(names: readonly string[]): Promise<void> {
    const processes = names.map((name) => this.shape.processes.find(({ plan }) => plan.name === name));
    const at = Date.now();
    for (const one of processes) process.kill(one?.pid ?? 0, 'SIGKILL');
    for (const one of processes) await one?.stop(); // it is not started again by itself
    await pause(deadMilliseconds);
    for (const what of names) this.kills.push({ what, at, until: Date.now() });
    for (const one of processes) {
      const began = performance.now();
      await one?.start();
      this.ready.push({ what: one?.plan.name ?? '', milliseconds: Math.round(performance.now() - began) });
    }
  }

  async killPostgres(): Promise<void> {
    const { data } = pathsIn(databaseFolder(this.shape.home, serverUser()));
    const at = Date.now();
    process.kill(readPidFile(data)?.pid ?? 0, 'SIGKILL');
    await this.untilWritesGoOn(at);
    this.kills.push({ what: 'postgres', at, until: Date.now() });
  }

  async killBroker(downMilliseconds: number): Promise<void> {
    const at = Date.now();
    process.kill(this.shape.broker.pid, 'SIGKILL');
    await pause(downMilliseconds);
    this.kills.push({ what: 'kafka', at, until: Date.now() });
    const port = Number(this.shape.broker.brokers[0]?.split(':')[1]);
    this.broker = await startKafka({ folder: join(this.shape.home, 'kafka'), port });
  }

  /** Lets the writer come to its end; answers how many writes it began in a second. */
  async endWriting(): Promise<number> {
    const ended = new Promise((resolve) => this.writer.once('exit', resolve));
    const seconds = (Date.now() - this.startedAt) / 1000;
    this.writer.kill('SIGTERM');
    await ended;
    const last = readFileSync(this.plan.file, 'utf8').trim().split('\n').at(-1) ?? '{}';
    return ((JSON.parse(last) as { begun?: number }).begun ?? 0) / seconds;
  }

  /** Asks the checker. */
  check(): CheckReport {
    const killsFile = join(this.shape.home, 'kills.json');
    writeFileSync(killsFile, JSON.stringify(this.kills));
    const args = ['dist/test/chaos/checker.js', this.shape.adminUrl, this.plan.file, killsFile];
    return JSON.parse(execFileSync(process.execPath, args, { encoding: 'utf8' })) as CheckReport;
  }

  endWriter(): void {
    this.writer.kill('SIGKILL');
  }

  /** The one that was started here, in place of the killed one. */
  async stopBroker(): Promise<void> {
    await this.broker?.stop();
  }

  private async untilWritesGoOn(since: number): Promise<void> {
    await eventually('a write that was begun after the kill is acknowledged', async () => {
      if (!existsSync(this.plan.file)) return false;
      const lines = readFileSync(this.plan.file, 'utf8').trim().split('\n').slice(-5);
      return lines.some((line) => (JSON.parse(line) as Acknowledged).begunAt > since);
    });
  }
}
