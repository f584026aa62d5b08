import { Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { Loop } from '#common/messaging/loop.js';
import { FactsReader } from './facts-reader.js';

const keptMilliseconds = 6 * 3_600_000;
const pauseMilliseconds = 60_000;

/** Forgets facts after six hours: whoever was away longer reads the board. */
@Injectable()
export class StreamRetention implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly loop = new Loop('stream retention', async () => {
    const forgotten = await this.reader.forget(new Date(Date.now() - keptMilliseconds));
    return forgotten > 0 ? 100 : pauseMilliseconds;
  });

  constructor(private readonly reader: FactsReader) {}

  onApplicationBootstrap(): void {
    this.loop.start();
  }

  async onModuleDestroy(): Promise<void> {
    await this.loop.stop();
  }
}
