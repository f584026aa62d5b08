import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { pathsIn } from '#common/runtime/postgres-init.js';
import { readPidFile } from '#common/runtime/postgres-process.js';
import { serverUser } from '#common/runtime/postgres-user.js';
import type { Distributed } from '../../apps/standalone/src/distributed/start-distributed.js';
import type { Supervised } from '../../apps/standalone/src/distributed/supervised.js';
import { databaseFolder } from '../../apps/standalone/src/home.js';
import { eventually } from '../stories/callout.js';
import type { CheckReport, Kill, Observation } from './check-report.js';
import type { Acknowledged, WritingPlan } from './plan.js';

/** How long a dead instance stays dead: longer than its twin may take, or what nobody takes over would pass because the dead one comes back. */
const deadMilliseconds = 18_000;
/** What was just on its way when the instance died is looked at too. */
const beforeMilliseconds = 2_000;
/** How soon a service that is started again is to be ready. */
export const readyMilliseconds = 3_000;
const mostTries = 3;

/** How long each start of one service took that was killed. */
export interface Restart {
  what: string;
  tries: number[];
}

/** Kills the processes of a distributed Callout while a writer of its own writes, and has the outcome counted by a checker of its own. */
export class Chaos {
  readonly kills: Kill[] = [];
  readonly restarts: Restart[] = [];
  readonly observations: Observation[] = [];

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

  /** kill -9 of one instance each; their twins have to do everything for longer than they may take to begin with it. */
  async killServices(names: readonly string[]): Promise<void> {
    const victims = names.map((name) => this.processOf(name));
    const at = Date.now();
    await Promise.all(victims.map(killAndKeepDead));
    const observation = await this.observe(names.map(serviceOf), at);
    this.observations.push(observation);
    for (const what of names) this.kills.push({ what, at, until: Date.now() });
    const firstTries: number[] = [];
    for (const victim of victims) firstTries.push(await timeToReady(victim));
    for (const [index, victim] of victims.entries()) await this.judge(victim, firstTries[index] ?? 0);
  }

  /** One that took too long is killed twice more: its middle try counts, so that no single moment of a busy machine decides, and no lucky one either. */
  private async judge(victim: Supervised, firstTry: number): Promise<void> {
    const tries = [firstTry];
    while (firstTry > readyMilliseconds && tries.length < mostTries) {
      await killAndKeepDead(victim);
      tries.push(await timeToReady(victim));
    }
    this.restarts.push({ what: victim.plan.name, tries });
  }

  /** What a program of its own sees while they are dead. */
  private async observe(services: readonly string[], at: number): Promise<Observation> {
    const args = ['dist/test/chaos/observer.js', this.shape.adminUrl, String(at - beforeMilliseconds), ...services];
    const observer = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
    const text = readAll(observer.stdout);
    await pause(at + deadMilliseconds - Date.now());
    observer.kill('SIGTERM');
    return JSON.parse(await text) as Observation;
  }

  async killPostgres(): Promise<void> {
    const { data } = pathsIn(databaseFolder(this.shape.home, serverUser()));
    const at = Date.now();
    process.kill(readPidFile(data)?.pid ?? 0, 'SIGKILL');
    await this.untilWritesGoOn(at);
    this.kills.push({ what: 'postgres', at, until: Date.now() });
  }

  /** The supervisor starts it again, as it does with everything that dies. */
  async killBroker(): Promise<void> {
    const { broker } = this.shape;
    const { pid } = broker;
    const at = Date.now();
    process.kill(pid, 'SIGKILL');
    while (broker.pid === pid) await pause(50);
    this.kills.push({ what: 'kafka', at, until: Date.now() });
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

  private processOf(name: string): Supervised {
    const found = this.shape.processes.find(({ plan }) => plan.name === name);
    if (!found) throw new Error(`nothing that is named ${name} runs`);
    return found;
  }

  private async untilWritesGoOn(since: number): Promise<void> {
    await eventually('a write that was begun after the kill is acknowledged', async () => {
      if (!existsSync(this.plan.file)) return false;
      const lines = readFileSync(this.plan.file, 'utf8').trim().split('\n').slice(-5);
      return lines.some((line) => (JSON.parse(line) as Acknowledged).begunAt > since);
    });
  }
}

/** The service of `desk-1` is desk. */
const serviceOf = (name: string): string => name.replace(/-\d+$/, '');

/** Tells the supervisor in the same moment, which would start it again. */
async function killAndKeepDead(victim: Supervised): Promise<void> {
  process.kill(victim.pid ?? 0, 'SIGKILL');
  await victim.stop();
}

async function timeToReady(victim: Supervised): Promise<number> {
  const began = performance.now();
  await victim.start();
  return Math.round(performance.now() - began);
}

async function readAll(stream: AsyncIterable<Buffer>): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of stream) parts.push(part);
  return Buffer.concat(parts).toString();
}
