import { Injectable, type OnModuleInit } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import rateLimit from '@fastify/rate-limit';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Actor } from '#common/auth/actor.js';
import { Problem } from '#common/http/problems.js';
import { isOpenToCustomers } from '../forwarding/routes.js';
import { GatewaySettings } from '../settings.js';
import { addressOf, isFromHere } from './address.js';
import { Authenticator } from './authenticator.js';
import { credentialsOf, refuseForeignSite } from './credentials.js';

type Limit = ReturnType<FastifyInstance['createRateLimit']>;

/** Asked by machines beside us, as often as they like. */
const unlimited = new Set(['/livez', '/readyz']);
const metrics = '/metrics';

const metricsAreClosed = 'metrics are for this machine and for admins, unless OPEN_METRICS is on';

/** What every request passes first: who is it, is it theirs to send, and is it not too much. */
@Injectable()
export class Gate implements OnModuleInit {
  private byActor: Limit;
  private byAddress: Limit;
  private byCustomer: Limit;

  constructor(
    private readonly host: HttpAdapterHost,
    private readonly authenticator: Authenticator,
    private readonly settings: GatewaySettings,
  ) {}

  onModuleInit(): void {
    const fastify = this.host.httpAdapter.getInstance<FastifyInstance>();
    void fastify.register(rateLimit, { global: false }); // not awaited, see addPlainRoutes
    fastify.addHook('onReady', async () => this.setLimits(fastify));
  }

  /** The actor of the request, undefined for a stranger. Throws 403 for a request that another web site made, 429 for too many. */
  async admit(request: FastifyRequest): Promise<Actor | undefined> {
    const { url = '' } = request.routeOptions;
    if (unlimited.has(url) || (url === metrics && this.maySeeMetrics(request))) return undefined;
    if (isOpenToCustomers(url)) await refuseTooMany(this.byCustomer, request);
    const credentials = credentialsOf(request);
    const actor = credentials && (await this.authenticator.actorOf(credentials));
    if (!actor) {
      await refuseTooMany(this.byAddress, request);
      if (url === metrics) throw new Problem('not-signed-in', metricsAreClosed);
      return undefined;
    }
    if (credentials.kind === 'session') refuseForeignSite(request);
    Object.assign(request, { limitedActor: actor.id });
    await refuseTooMany(this.byActor, request);
    if (url === metrics && !actor.roles.includes('admin')) throw new Problem('forbidden', metricsAreClosed);
    return actor;
  }

  /** The gateway alone is reached from outside, and its metrics tell how busy the business is. */
  private maySeeMetrics(request: FastifyRequest): boolean {
    return this.settings.openMetrics || isFromHere(request);
  }

  private setLimits(fastify: FastifyInstance): void {
    const { actor, address, customer } = this.settings.requestsPerMinute;
    const keyGenerator = (request: FastifyRequest) => addressOf(request, this.settings.trustProxy);
    this.byActor = fastify.createRateLimit({
      max: actor,
      timeWindow: 60_000,
      keyGenerator: (request) => (request as FastifyRequest & { limitedActor?: string }).limitedActor ?? '',
    });
    this.byAddress = fastify.createRateLimit({ max: address, timeWindow: 60_000, keyGenerator });
    this.byCustomer = fastify.createRateLimit({ max: customer, timeWindow: 60_000, keyGenerator });
  }
}

async function refuseTooMany(limit: Limit, request: FastifyRequest): Promise<void> {
  const state = await limit(request);
  if (state.isAllowed || !state.isExceeded) return;
  throw new Problem(
    'too-many-requests',
    `at most ${state.max} requests a minute: try again in ${state.ttlInSeconds} s`,
    {
      retryAfterSeconds: state.ttlInSeconds,
    },
  );
}
