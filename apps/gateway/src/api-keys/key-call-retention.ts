import { Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { Loop } from '#common/messaging/loop.js';
import { KeyCallStore } from './key-call-store.js';

const pauseMilliseconds = 3_600_000;

/** Forgets calls of keys that are old: a key that is used no more keeps nothing. */
@Injectable()
export class KeyCallRetention implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly loop = new Loop('retention of calls of API keys', async () => {
    const forgotten = await this.store.forget();
    return forgotten > 0 ? 100 : pauseMilliseconds;
  });

  constructor(private readonly store: KeyCallStore) {}

  onApplicationBootstrap(): void {
    this.loop.start();
  }

  async onModuleDestroy(): Promise<void> {
    await this.loop.stop();
  }
}
