import { createHash } from 'node:crypto';
import { type BeforeApplicationShutdown, Injectable, type OnModuleInit } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { EntityManager } from 'typeorm';
import { systemActor } from '#common/auth/actor.js';
import { Transactions } from '#common/database/transactions.js';
import { uuidv7 } from '#common/database/uuid.js';
import type { RequestWithActor } from '#common/http/policy.js';
import { runInContext } from '#common/runtime/context.js';
import { logger } from '#common/runtime/logger.js';
import { addressOf } from '../auth/address.js';
import { type AuditFacts, auditText } from '../core/audit-chain.js';
import { GatewaySettings } from '../settings.js';
import { signOnCallback } from '../single-sign-on/sign-on-paths.js';
import { AuditEntry } from './audit-entry.entity.js';

type Waiting = Omit<AuditFacts, 'seq'>;

const pauseMilliseconds = 200;
const batchSize = 500;
/** Any number that nothing else in this database locks, whatever its schema: entries are chained by one writer at a time. */
const chainLock = 7_226_012;
const safeMethods = new Set(['GET', 'HEAD', 'OPTIONS']);
/** A browser that comes back from the provider is signed in by a GET. */
const changesSomething = ({ method, routeOptions }: FastifyRequest) =>
  !safeMethods.has(method) || routeOptions.url === signOnCallback;
export const firstHash = Buffer.alloc(32);

/** Notes every request that may change something or signs in, after its answer; written in batches so that no request waits for it. */
@Injectable()
export class AuditWriter implements OnModuleInit, BeforeApplicationShutdown {
  /** Of about a kilobyte each; requests go on while the database is away, and so would this. */
  private readonly mostWaiting = 20_000;
  private waiting: Waiting[] = [];
  private writing: Promise<void> = Promise.resolve();
  private timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly host: HttpAdapterHost,
    private readonly transactions: Transactions,
    private readonly settings: GatewaySettings,
  ) {}

  onModuleInit(): void {
    const fastify = this.host.httpAdapter.getInstance<FastifyInstance>();
    fastify.addHook('onResponse', (request, reply, done) => {
      if (changesSomething(request)) this.note(request, reply);
      done();
    });
  }

  async beforeApplicationShutdown(): Promise<void> {
    await this.flush();
    for (const entry of this.waiting.splice(0)) leaveToLog(entry);
  }

  /** Waits until everything noted so far is written. */
  flush(): Promise<void> {
    clearTimeout(this.timer);
    this.timer = undefined;
    this.writing = this.writing.then(() => this.writeAll());
    return this.writing;
  }

  private note(request: RequestWithActor, reply: FastifyReply): void {
    const { actor } = request;
    const entry: Waiting = {
      at: new Date().toISOString(),
      actorId: actor?.id ?? null,
      actorKind: actor?.kind ?? null,
      actorName: actor?.name ?? null,
      siteId: actor?.siteId ?? null,
      method: request.method,
      path: (request.url.split('?')[0] ?? '').slice(0, 500),
      status: reply.statusCode,
      address: addressOf(request, this.settings.trustProxy).slice(0, 100),
      correlationId: String(reply.getHeader('x-correlation-id') ?? ''),
    };
    if (this.waiting.length < this.mostWaiting) this.waiting.push(entry);
    else leaveToLog(entry);
    this.timer ??= setTimeout(() => void this.flush(), pauseMilliseconds).unref();
  }

  private async writeAll(): Promise<void> {
    while (this.waiting.length > 0) {
      const batch = this.waiting.slice(0, batchSize);
      try {
        await asSystem(() => this.transactions.run((manager) => append(manager, batch)));
        this.waiting.splice(0, batch.length);
      } catch (error) {
        logger.warn({ err: error, waiting: this.waiting.length }, 'the audit trail cannot be written yet');
        this.timer ??= setTimeout(() => void this.flush(), 1_000).unref();
        return;
      }
    }
  }
}

const leaveToLog = (entry: Waiting) =>
  logger.error(
    { entry },
    'the audit trail cannot be written, and no more entries can wait: this one stands here alone',
  );

const asSystem = <T>(work: () => T): T => runInContext({ actor: systemActor, correlationId: uuidv7() }, work);

/** The hash of an entry: SHA-256 over the hash before it and its facts. */
export const hashOf = (previousHash: Buffer, facts: AuditFacts): Buffer =>
  createHash('sha256').update(previousHash).update(auditText(facts)).digest();

async function append(manager: EntityManager, batch: readonly Waiting[]): Promise<void> {
  await manager.query(`SELECT pg_advisory_xact_lock($1)`, [chainLock]);
  const [last] = await manager.query<{ seq: string; hash: Buffer }[]>(
    `SELECT seq, hash FROM audit_entry ORDER BY seq DESC LIMIT 1`,
  );
  let previousHash = last?.hash ?? firstHash;
  const rows = batch.map((waiting, index) => {
    const facts = { seq: Number(last?.seq ?? 0) + index + 1, ...waiting };
    const row = {
      ...facts,
      seq: String(facts.seq),
      at: new Date(facts.at),
      previousHash,
      hash: hashOf(previousHash, facts),
    };
    previousHash = row.hash;
    return row;
  });
  await manager.insert(AuditEntry, rows);
}
