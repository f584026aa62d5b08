import { Injectable, type OnModuleInit } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import type { FastifyInstance, FastifyReply, FastifyRequest, HTTPMethods } from 'fastify';
import type { Dispatcher } from 'undici';
import type { Actor } from '#common/auth/actor.js';
import type { RequestWithActor } from '#common/http/policy.js';
import { Problem } from '#common/http/problems.js';
import { Authenticator } from '../auth/authenticator.js';
import { addPlainRoutes } from '../http/plain-routes.js';
import { type ForwardedPath, forwardedPaths } from './routes.js';
import { traceHeaders, Upstreams } from './upstreams.js';

const methods: HTTPMethods[] = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE'];
const passedOn = [
  'accept',
  'accept-language',
  'content-type',
  'idempotency-key',
  'if-match',
  'if-none-match',
  'range',
  'x-callout-link',
];
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
      for (const path of forwardedPaths) this.addRoutes(scope, path);
    });
  }

  private addRoutes(scope: FastifyInstance, to: ForwardedPath): void {
    const handler = (request: FastifyRequest, reply: FastifyReply) => this.forward(to, request, reply);
    for (const url of [to.path, `${to.path}/*`]) scope.route({ method: methods, url, handler });
  }

  private async forward(
    { service, isOpen }: ForwardedPath,
    request: FastifyRequest,
    reply: FastifyReply,
  ): Promise<FastifyReply> {
    const { actor } = request as RequestWithActor;
    if (!actor && !isOpen) throw new Problem('not-signed-in', 'send a session cookie or an API key');
    const { method, url, body } = request;
    const headers = await this.headers(request, isOpen ? undefined : actor);
    const answer = await this.upstreams.ask(service, {
      method: method as Dispatcher.HttpMethod,
      path: url,
      headers,
      body: Buffer.isBuffer(body) && body.length > 0 ? body : null,
      repeatable: method === 'GET' || method === 'HEAD' || headers['idempotency-key'] !== undefined,
    });
    for (const [name, value] of Object.entries(answer.headers)) {
      if (value !== undefined && !notPassedBack.has(name)) void reply.header(name, value);
    }
    return reply.status(answer.statusCode).send(answer.body);
  }

  /** What comes by a link or a code bears no token, whoever is signed in beside it: there is no more to it than to the link. */
  private async headers(request: FastifyRequest, actor: Actor | undefined): Promise<Record<string, string>> {
    const own = passedOn.flatMap((name) => {
      const value = request.headers[name];
      return typeof value === 'string' ? [[name, value] as const] : [];
    });
    return {
      ...Object.fromEntries(own),
      ...(actor && { authorization: `Bearer ${await this.authenticator.tokenOf(actor)}` }),
      ...traceHeaders(),
    };
  }
}

/** Bodies pass through as bytes: the service that owns the route reads them. */
function takeBodiesUnread(scope: FastifyInstance): void {
  scope.removeAllContentTypeParsers();
  scope.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body));
}
