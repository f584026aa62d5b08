import { Injectable, type OnModuleInit } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import type { FastifyInstance, FastifyReply, FastifyRequest, HTTPMethods } from 'fastify';
import type { Dispatcher } from 'undici';
import type { Actor } from '#common/auth/actor.js';
import type { RequestWithActor } from '#common/http/policy.js';
import { Problem } from '#common/http/problems.js';
import { currentContext } from '#common/runtime/context.js';
import { logger } from '#common/runtime/logger.js';
import { Authenticator } from '../auth/authenticator.js';
import { addPlainRoutes } from '../http/plain-routes.js';
import type { ServiceName } from '../settings.js';
import { forwardedPaths } from './routes.js';
import { NoInstance } from './upstream.js';
import { Upstreams } from './upstreams.js';

const methods: HTTPMethods[] = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE'];
const passedOn = ['accept', 'accept-language', 'content-type', 'idempotency-key', 'if-match', 'if-none-match', 'range'];
/** Belong to one connection, or are set by the gateway itself. */
const notPassedBack = new Set([
  'connection',
  'keep-alive',
  'transfer-encoding',
  'upgrade',
  'x-correlation-id',
  'set-cookie',
]);

/**
 * Passes requests on to the service that owns them, with a signed token that says who is calling. Whether the caller may is decided
 * there; who has not signed in gets no further than here.
 */
@Injectable()
export class Forwarder implements OnModuleInit {
  constructor(
    private readonly host: HttpAdapterHost,
    private readonly upstreams: Upstreams,
    private readonly authenticator: Authenticator,
  ) {}

  onModuleInit(): void {
    addPlainRoutes(this.host, (scope) => {
      takeBodiesUnread(scope);
      for (const { service, path } of forwardedPaths) this.addRoutes(scope, service, path);
    });
  }

  private addRoutes(scope: FastifyInstance, service: ServiceName, path: string): void {
    const handler = (request: FastifyRequest, reply: FastifyReply) => this.forward(service, request, reply);
    for (const url of [path, `${path}/*`]) scope.route({ method: methods, url, handler });
  }

  private async forward(service: ServiceName, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
    const { actor } = request as RequestWithActor;
    if (!actor) throw new Problem('not-signed-in', 'send a session cookie or an API key');
    const answer = await this.send(service, request, await this.headers(request, actor));
    for (const [name, value] of Object.entries(answer.headers)) {
      if (value !== undefined && !notPassedBack.has(name)) void reply.header(name, value);
    }
    return reply.status(answer.statusCode).send(answer.body);
  }

  private async send(
    service: ServiceName,
    { method, url, body }: FastifyRequest,
    headers: Record<string, string>,
  ): Promise<Dispatcher.ResponseData> {
    const repeatable = method === 'GET' || method === 'HEAD' || headers['idempotency-key'] !== undefined;
    try {
      return await this.upstreams.of(service).send({
        method: method as Dispatcher.HttpMethod,
        path: url,
        headers,
        body: Buffer.isBuffer(body) && body.length > 0 ? body : null,
        repeatable,
      });
    } catch (error) {
      if (!(error instanceof NoInstance)) throw error;
      logger.warn({ service, reason: error.message }, 'a service does not answer');
      throw new Problem('service-unavailable', `the ${service} service does not answer: try again in a moment`, {
        retryAfterSeconds: 2,
      });
    }
  }

  private async headers(request: FastifyRequest, actor: Actor): Promise<Record<string, string>> {
    const context = currentContext();
    const own = passedOn.flatMap((name) => {
      const value = request.headers[name];
      return typeof value === 'string' ? [[name, value] as const] : [];
    });
    return {
      ...Object.fromEntries(own),
      authorization: `Bearer ${await this.authenticator.tokenOf(actor)}`,
      ...(context && { 'x-correlation-id': context.correlationId }),
      ...(context?.traceparent && { traceparent: context.traceparent }),
    };
  }
}

/** Bodies pass through as bytes: the service that owns the route reads them. */
function takeBodiesUnread(scope: FastifyInstance): void {
  scope.removeAllContentTypeParsers();
  scope.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body));
}
