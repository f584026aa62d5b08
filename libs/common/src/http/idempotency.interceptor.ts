import { createHash } from 'node:crypto';
import {
  applyDecorators,
  type CallHandler,
  type ExecutionContext,
  Injectable,
  type NestInterceptor,
  SetMetadata,
} from '@nestjs/common';
import { ApiExtension } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { escapeLiteral } from 'pg';
import { from, lastValueFrom, type Observable } from 'rxjs';
import type { EntityManager } from 'typeorm';
import type { StatementResult } from '../database/client.js';
import { Transactions } from '../database/transactions.js';
import type { RequestWithActor } from './policy.js';
import { faultOf, invalid, Problem } from './problems.js';

/** Marks a POST that changes nothing of its own accord when repeated (sign-in, a search) and so needs no key. */
export const noIdempotencyKey = 'callout:no-idempotency-key';
export const WithoutIdempotencyKey = () =>
  applyDecorators(SetMetadata(noIdempotencyKey, true), ApiExtension('x-repeatable', true));

/** Marks a POST whose answer has a field that must never be stored, such as a new key's secret: a repetition gets the answer without it. */
const shownOnce = 'callout:shown-once';
export const ShownOnce = (field: string) => (_target: object, _name: string, descriptor: PropertyDescriptor) =>
  Reflect.defineMetadata(shownOnce, field, descriptor.value as object);

interface Remembered {
  request: string;
  status: number | null;
  body: unknown;
}

const remember = 'UPDATE idempotency_key SET status = $3, body = $4 WHERE actor_id = $1 AND key = $2';

/**
 * Every POST carries an `Idempotency-Key`. Its answer is stored in the transaction of the write itself, so a repetition gets the first
 * answer again and writes nothing; a second request with the same key waits for the first. An answer that is an error wrote nothing and is
 * not kept: a repetition is tried anew.
 */
@Injectable()
export class IdempotencyInterceptor implements NestInterceptor {
  constructor(private readonly transactions: Transactions) {}

  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    if (context.getType() !== 'http') return next.handle();
    const request = context.switchToHttp().getRequest<RequestWithActor>();
    if (request.method !== 'POST' || Reflect.getMetadata(noIdempotencyKey, context.getHandler())) return next.handle();
    const hidden = Reflect.getMetadata(shownOnce, context.getHandler()) as string | undefined;
    return from(this.once(request, context.switchToHttp().getResponse<FastifyReply>(), next, hidden));
  }

  private async once(
    request: RequestWithActor,
    reply: FastifyReply,
    next: CallHandler,
    hidden?: string,
  ): Promise<unknown> {
    const key = keyOf(request);
    const actorId = request.actor?.id ?? '00000000-0000-0000-0000-000000000000';
    const fingerprint = createHash('sha256')
      .update(`${request.method} ${request.url}\n${JSON.stringify(request.body ?? null)}`)
      .digest('base64url');
    const [ofActor, ofKey, ofRequest] = [actorId, key, fingerprint].map(escapeLiteral);
    const claim = `INSERT INTO idempotency_key (actor_id, key, request) VALUES (${ofActor}, ${ofKey}, ${ofRequest}) ON CONFLICT DO NOTHING`;
    const work = async (manager: EntityManager, [claimed]: StatementResult[]) => {
      if (claimed?.rowCount !== 1) {
        const [before] = await manager.query<Remembered[]>(
          `SELECT request, status, body FROM idempotency_key WHERE actor_id = $1 AND key = $2`,
          [actorId, key],
        );
        return replay(before, fingerprint, reply);
      }
      const body: unknown = await lastValueFrom(next.handle(), { defaultValue: null });
      const kept = JSON.stringify(body ?? null, (field, value: unknown) => (field === hidden ? undefined : value));
      const values = [actorId, key, reply.statusCode, kept];
      this.transactions.atCommit(this, () => [{ statement: { text: remember, values } }]);
      return body;
    };
    return this.transactions.run(work, [claim]);
  }
}

const keyHeader = 'Idempotency-Key';

function keyOf(request: RequestWithActor): string {
  const key = request.headers['idempotency-key'];
  if (key === undefined) {
    const message = 'is missing: send any new UUID, the same one when you repeat the request';
    throw faultOf('idempotency-key-missing', keyHeader, message);
  }
  if (typeof key !== 'string' || !/^[\x21-\x7e]{1,200}$/.test(key))
    throw invalid(keyHeader, 'must be 1 to 200 printable ASCII characters');
  return key;
}

function replay(before: Remembered | undefined, fingerprint: string, reply: FastifyReply): unknown {
  if (!before || before.status === null)
    throw new Problem(
      'conflict',
      'the first request with this Idempotency-Key is still running: repeat it in a moment',
    );
  if (before.request !== fingerprint)
    throw faultOf('idempotency-key-reused', keyHeader, 'was used for another request: use a new key for a new one');
  void reply.status(before.status).header('idempotency-replayed', 'true');
  return before.body;
}
