import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import { Injectable, type OnModuleDestroy } from '@nestjs/common';
import { askThread } from '#common/runtime/ask-thread.js';
import type { Answer, ThreadWork, Work } from './planning-thread.js';

/** Threads read no TypeScript: where this file is run as it is written (tests), theirs is the built one. */
const program = new URL(
  import.meta.url.endsWith('.ts')
    ? '../../../../dist/apps/inventory/src/planning-runs/planning-thread.js'
    : './planning-thread.js',
  import.meta.url,
);
const mostThreads = 4;
/** A thread costs memory: without work for so long all of them end. */
const idleMilliseconds = 20_000;
/** A batch takes a second at most, a category of a large network some seconds. */
const patience = { name: 'planning runs', milliseconds: 120_000 };
/** A thread that needs more dies, and only it. Plans are many small objects: a larger young generation saves a tenth of the time. */
const resourceLimits = { maxOldGenerationSizeMb: 1024, maxYoungGenerationSizeMb: 96 };

/** Threads that plan and learn, as many as there are processors; started when there is work. A thread that dies or hangs fails its work and is replaced. */
@Injectable()
export class PlanningThreads implements OnModuleDestroy {
  readonly count = Math.min(mostThreads, Math.max(1, availableParallelism()));
  private readonly idle: Worker[] = [];
  private readonly all = new Set<Worker>();
  private readonly waiting: (() => void)[] = [];
  private resting: NodeJS.Timeout | undefined;

  async onModuleDestroy(): Promise<void> {
    clearTimeout(this.resting);
    await this.endAll();
  }

  /** Throws what the work throws, and when the signal says that the process ends. */
  async ask<W extends Work>(
    work: W,
    asked: ThreadWork[W]['asked'],
    signal: AbortSignal,
  ): Promise<ThreadWork[W]['answer']> {
    const worker = await this.take();
    let isFit = false;
    try {
      signal.throwIfAborted();
      const answer = await askThread<Answer>(worker, { work, asked }, { ...patience, signal });
      isFit = true;
      if ('failure' in answer) throw new Error(answer.failure);
      return answer.answer as ThreadWork[W]['answer'];
    } finally {
      await this.giveBack(worker, isFit || !this.all.has(worker));
    }
  }

  private async take(): Promise<Worker> {
    clearTimeout(this.resting);
    for (;;) {
      const worker = this.idle.pop();
      if (worker) return worker;
      if (this.all.size < this.count) return this.start();
      await new Promise<void>((resolve) => this.waiting.push(resolve));
    }
  }

  private start(): Worker {
    const worker = new Worker(program, { resourceLimits });
    this.all.add(worker);
    worker.on('error', () => undefined); // who asks hears it
    worker.once('exit', () => {
      this.all.delete(worker);
      const at = this.idle.indexOf(worker);
      if (at >= 0) this.idle.splice(at, 1);
    });
    worker.unref();
    return worker;
  }

  private async giveBack(worker: Worker, isFit: boolean): Promise<void> {
    if (!isFit) await worker.terminate();
    else if (this.all.has(worker)) this.idle.push(worker);
    this.waiting.shift()?.();
    if (this.idle.length < this.all.size) return;
    clearTimeout(this.resting);
    this.resting = setTimeout(() => void this.endAll(), idleMilliseconds);
    this.resting.unref();
  }

  /** Forgotten first: nobody is given a thread that ends. */
  private async endAll(): Promise<void> {
    const workers = [...this.all];
    this.all.clear();
    this.idle.length = 0;
    await Promise.all(workers.map((worker) => worker.terminate()));
  }
}
