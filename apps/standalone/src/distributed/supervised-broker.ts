import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isAlive } from '#common/runtime/postgres-process.js';
import { Revival } from './revival.js';

/** What deploy/kafka starts. */
export interface StartedBroker {
  pid: number;
  brokers: string[];
  /** Resolves when it has ended, however that came. */
  ended: Promise<unknown>;
  stop(): Promise<void>;
}

export type StartKafka = (options: { folder: string; port: number }) => Promise<StartedBroker>;

/** The broker: started again on its data and its port whenever it ends, until it is stopped. */
export class SupervisedBroker {
  private running: StartedBroker | undefined;
  private readonly revival: Revival;

  constructor(
    private readonly place: { folder: string; port: number },
    private readonly startKafka: StartKafka,
    tell: (line: string) => void,
  ) {
    this.revival = new Revival('Kafka', () => this.start(), tell);
  }

  /** Of the one that runs, or ran last. */
  get pid(): number {
    return this.running?.pid ?? 0;
  }

  get brokers(): string[] {
    return [`127.0.0.1:${this.place.port}`];
  }

  /** Resolves when it takes messages. */
  async start(): Promise<void> {
    endLeftBroker(this.place.folder);
    this.revival.allow();
    const broker = await this.startKafka(this.place);
    this.running = broker;
    void broker.ended.then(() => this.revival.ended(`process ${broker.pid} is gone`));
  }

  async stop(): Promise<void> {
    await this.revival.stop(); // one that is just starting is waited for: it must not be left behind
    await this.running?.stop();
  }

  /** For the end of this process: nothing can be waited for any more. */
  killAtOnce(): void {
    if (this.running && isAlive(this.running.pid)) process.kill(this.running.pid, 'SIGKILL');
  }
}

/** A broker that a killed Callout left behind, or one that did not get ready, holds the folder. */
function endLeftBroker(folder: string): void {
  const file = join(folder, 'broker.pid');
  const pid = existsSync(file) ? Number(readFileSync(file, 'utf8')) : 0;
  if (
    pid > 0 &&
    isAlive(pid) &&
    existsSync(`/proc/${pid}/cmdline`) &&
    readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes(folder)
  ) {
    process.kill(pid, 'SIGKILL');
  }
}
