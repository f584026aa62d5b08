import { Injectable, type OnModuleInit } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import { fastifyCookie } from '@fastify/cookie';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { RequestWithActor } from '#common/http/policy.js';
import { addressOf } from '../auth/address.js';
import { setSessionCookie } from '../auth/credentials.js';
import { addPlainRoutes } from '../http/plain-routes.js';
import { SessionsService } from '../sessions/sessions.service.js';
import { GatewaySettings } from '../settings.js';
import { signOnCallback, signOnPath } from './sign-on-paths.js';
import { attemptMinutes, SingleSignOn } from './single-sign-on.service.js';

const attemptCookie = 'callout_sign_on';
/** Pages of ours alone: a link must not lead elsewhere after the sign-in. */
const ownPage = /^\/app\/[\w/?=&%.-]{0,500}$/;

/** `/sign-on` leads to the provider and back: pages for browsers, not part of the API. Without a provider they are not there. */
@Injectable()
export class SignOnPages implements OnModuleInit {
  constructor(
    private readonly host: HttpAdapterHost,
    private readonly signOn: SingleSignOn,
    private readonly sessions: SessionsService,
    private readonly settings: GatewaySettings,
  ) {}

  onModuleInit(): void {
    if (!this.signOn.isOffered) return;
    addPlainRoutes(this.host, (scope) => {
      scope.get(signOnPath, (request, reply) => this.begin(request, reply));
      scope.get(signOnCallback, (request, reply) => this.finish(request, reply));
    });
  }

  /** `?next=`: the page to which it leads in the end. */
  private async begin(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
    const { next } = request.query as { next?: unknown };
    const { url, attempt } = await this.signOn.begin(typeof next === 'string' && ownPage.test(next) ? next : '/app');
    return this.remember(reply, attempt, attemptMinutes * 60).redirect(url.href);
  }

  private async finish(request: RequestWithActor, reply: FastifyReply): Promise<FastifyReply> {
    const query = request.url.split('?')[1] ?? '';
    const token = fastifyCookie.parse(request.headers.cookie ?? '')[attemptCookie];
    const { name, next } = await this.signOn.finish(query, token);
    const session = await this.sessions.openFor(name, addressOf(request, this.settings.trustProxy));
    const { id, displayName, roles } = session.view.user;
    request.actor = { kind: 'user', id, name: displayName, roles }; // for the audit trail
    this.remember(reply, '', 0);
    setSessionCookie(reply, session.token, new Date(session.view.expiresAt), this.settings.secureCookies);
    return reply.redirect(next);
  }

  /** `lax`, for the provider sends the browser here from another site. */
  private remember(reply: FastifyReply, attempt: string, maxAge: number): FastifyReply {
    const options = {
      httpOnly: true,
      sameSite: 'lax',
      path: signOnPath,
      secure: this.settings.secureCookies,
      maxAge,
    } as const;
    return reply
      .header('set-cookie', fastifyCookie.serialize(attemptCookie, attempt, options))
      .header('cache-control', 'no-store');
  }
}
