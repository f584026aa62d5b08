import { Body, Controller, Delete, HttpCode, Post, Req, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { type Actor, roles } from '#common/auth/actor.js';
import { Answers } from '#common/http/answers.js';
import { Caller } from '#common/http/caller.js';
import { WithoutIdempotencyKey } from '#common/http/idempotency.interceptor.js';
import { OpenToAll, Policy, type RequestWithActor } from '#common/http/policy.js';
import { addressOf } from '../auth/address.js';
import { credentialsOf, setSessionCookie } from '../auth/credentials.js';
import { GatewaySettings } from '../settings.js';
import { SessionView, SignIn } from './session.dto.js';
import { SessionsService } from './sessions.service.js';

@ApiTags('Sessions')
@Controller('api/v1/sessions')
export class SessionsController {
  constructor(
    private readonly sessions: SessionsService,
    private readonly settings: GatewaySettings,
  ) {}

  /** Signs in: the answer sets the session cookie. */
  @Post()
  @OpenToAll('this is how one signs in')
  @WithoutIdempotencyKey()
  @Answers(SessionView, 201)
  async signIn(
    @Body() body: SignIn,
    @Req() request: RequestWithActor,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<SessionView> {
    const { token, view } = await this.sessions.signIn(body, addressOf(request, this.settings.trustProxy));
    setSessionCookie(reply, token, new Date(view.expiresAt), this.settings.secureCookies);
    const { id, displayName, roles } = view.user;
    request.actor = { kind: 'user', id, name: displayName, roles }; // for the audit trail
    return view;
  }

  /** Signs out: ends the session of the cookie. */
  @Delete('current')
  @HttpCode(204)
  @Policy({ roles })
  async signOut(
    @Caller() caller: Actor,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<void> {
    const credentials = credentialsOf(request);
    if (credentials?.kind === 'session') await this.sessions.signOut(credentials.token, caller.id);
    setSessionCookie(reply, '', new Date(0), this.settings.secureCookies);
  }
}
