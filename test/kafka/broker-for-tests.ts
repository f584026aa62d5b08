import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePair } from '#common/runtime/postgres-port.js';
import { type RunningBroker, startKafka } from '../../deploy/kafka/broker.js';

const maxMessageBytes = 8_000_000;

/** A real broker of its own for one test file, which can be stopped, killed and started again on its data. */
export class TestBroker {
  private constructor(
    private readonly folder: string,
    private readonly port: number,
    private broker: RunningBroker,
  ) {}

  static async start(): Promise<TestBroker> {
    const folder = mkdtempSync(join(tmpdir(), 'callout-kafka-'));
    const port = await freePair();
    return new TestBroker(folder, port, await startKafka({ folder, port, maxMessageBytes, endsWithParent: true }));
  }

  get brokers(): string[] {
    return this.broker.brokers;
  }

  stop(): Promise<void> {
    return this.broker.stop();
  }

  kill(): Promise<void> {
    return this.broker.kill();
  }

  async startAgain(): Promise<void> {
    this.broker = await startKafka({ folder: this.folder, port: this.port, maxMessageBytes, endsWithParent: true });
  }

  async remove(): Promise<void> {
    await this.broker.kill();
    rmSync(this.folder, { recursive: true, force: true });
  }
}
