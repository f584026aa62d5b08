import { type BeforeApplicationShutdown, Injectable, type OnModuleInit } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { uuidv7 } from '#common/database/uuid.js';
import type { RequestWithActor } from '#common/http/policy.js';
import { logger } from '#common/runtime/logger.js';
import { type KeyCall, keptCalls, KeyCallStore } from './key-call-store.js';

const pauseMilliseconds = 3_000;
/** Keys whose calls may wait at once; those of more are not noted. */
const mostKeys = 1_000;
/** Rows of one statement. */
const batchSize = 2_000;
const longestPath = 300;

/**
 * Notes each call of a key after its answer. Written every three seconds for all keys at once, and of each key only the calls that will be kept: however
 * busy a key is, it costs the same. What waits is lost when the process is killed or the database is away for long: this tells a site's developers what
 * their program did, and proves nothing. What changes something is in the audit trail.
 */
@Injectable()
export class KeyCallWriter implements OnModuleInit, BeforeApplicationShutdown {
  private waiting = new Map<string, KeyCall[]>();
  private writing: Promise<void> = Promise.resolve();
  private timer: NodeJS.Timeout | undefined;
  /** From then on nothing is noted: the streams that end with the server would be too late for the database. */
  private isOver = false;

  constructor(
    private readonly host: HttpAdapterHost,
    private readonly store: KeyCallStore,
  ) {}

  onModuleInit(): void {
    const fastify = this.host.httpAdapter.getInstance<FastifyInstance>();
    fastify.addHook('onResponse', (request, reply, done) => {
      this.note(request, reply);
      done();
    });
  }

  beforeApplicationShutdown(): Promise<void> {
    this.isOver = true;
    return this.flush();
  }

  /** Waits until everything noted so far is written, or was tried to be. */
  flush(): Promise<void> {
    clearTimeout(this.timer);
    this.timer = undefined;
    this.writing = this.writing.then(() => this.writeAll());
    return this.writing;
  }

  private note(request: FastifyRequest, reply: FastifyReply): void {
    const { actor } = request as RequestWithActor;
    if (actor?.kind !== 'key' || this.isOver) return;
    const call = {
      id: uuidv7(),
      keyId: actor.id,
      at: new Date(),
      method: request.method,
      path: (request.url.split('?')[0] ?? '').slice(0, longestPath),
      status: reply.statusCode,
      durationMilliseconds: Math.round(reply.elapsedTime),
      correlationId: String(reply.getHeader('x-correlation-id') ?? '').slice(0, 100),
    };
    this.keep(call);
    this.timer ??= setTimeout(() => void this.flush(), pauseMilliseconds).unref();
  }

  /** Of each key the last ones. */
  private keep(call: KeyCall): void {
    const calls = this.waiting.get(call.keyId);
    if (!calls) {
      if (this.waiting.size < mostKeys) this.waiting.set(call.keyId, [call]);
      return;
    }
    calls.push(call);
    if (calls.length > 2 * keptCalls) calls.splice(0, calls.length - keptCalls); // now and then, not at each call
  }

  private async writeAll(): Promise<void> {
    const calls = [...this.waiting.values()].flatMap((ofKey) => ofKey.slice(-keptCalls));
    this.waiting = new Map();
    for (let from = 0; from < calls.length; from += batchSize) {
      const batch = calls.slice(from, from + batchSize);
      await this.store.add(batch).catch((error: unknown) => {
        logger.warn({ err: error, calls: batch.length }, 'calls of API keys could not be noted and are forgotten');
      });
    }
  }
}
