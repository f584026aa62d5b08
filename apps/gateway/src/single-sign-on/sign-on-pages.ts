import { Injectable, type OnModuleInit } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import { fastifyCookie } from '@fastify/cookie';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { addressOf } from '../auth/address.js';
import { setSessionCookie } from '../auth/credentials.js';
import { addPlainRoutes } from '../http/plain-routes.js';
import { SessionsService } from '../sessions/sessions.service.js';
import { GatewaySettings } from '../settings.js';
import { attemptMinutes, SingleSignOn } from './single-sign-on.service.js';

const attemptCookie = 'callout_sign_on';
const path = '/sign-on';

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
      scope.get(path, (_request, reply) => this.begin(reply));
      scope.get(`${path}/callback`, (request, reply) => this.finish(request, reply));
    });
  }

  private async begin(reply: FastifyReply): Promise<FastifyReply> {
    const { url, attempt } = await this.signOn.begin();
    return this.remember(reply, attempt, attemptMinutes * 60).redirect(url.href);
  }

  private async finish(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
    const query = request.url.split('?')[1] ?? '';
    const token = fastifyCookie.parse(request.headers.cookie ?? '')[attemptCookie];
    const name = await this.signOn.finish(query, token);
    const session = await this.sessions.openFor(name, addressOf(request, this.settings.trustProxy));
    this.remember(reply, '', 0);
    setSessionCookie(reply, session.token, new Date(session.view.expiresAt), this.settings.secureCookies);
    return reply.redirect('/app');
  }

  /** `lax`, for the provider sends the browser here from another site. */
  private remember(reply: FastifyReply, attempt: string, maxAge: number): FastifyReply {
    const options = { httpOnly: true, sameSite: 'lax', path, secure: this.settings.secureCookies, maxAge } as const;
    return reply
      .header('set-cookie', fastifyCookie.serialize(attemptCookie, attempt, options))
      .header('cache-control', 'no-store');
  }
}
