import type { Server } from 'node:https';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Actor } from '../auth/actor.js';
import { verifyActor } from '../auth/service-token.js';
import { uuidv7 } from '../database/uuid.js';
import { sendProblem } from '../http/problem.filter.js';
import { refuseRoutesWithoutPolicy } from '../http/policy-check.js';
import type { RequestWithActor } from '../http/policy.js';
import { Problem } from '../http/problems.js';
import { InboxServer } from '../messaging/inbox-server.js';
import { Messaging } from '../messaging/messaging.js';
import { type CertificateFiles, followCertificate, readCertificate } from './certificate.js';
import { answerClientError } from './client-error.js';
import { runInContext } from './context.js';
import { Metrics } from './metrics.js';
import {
  arrivalMilliseconds,
  longestArrivalMilliseconds,
  SlowRequests,
  slowLookMilliseconds,
} from './slow-requests.js';
import { ServiceModule, type ServiceParts } from './service.module.js';

export interface ServiceOptions extends ServiceParts {
  /** Who is calling: by default the actor in the gateway's signed token. The gateway itself gives its own. */
  authenticate?: (request: FastifyRequest, app: NestFastifyApplication) => Promise<Actor | undefined>;
  /** Secret of the gateway's tokens. */
  serviceSecret: string;
  /** With a certificate it speaks HTTPS, without one HTTP. */
  certificate?: CertificateFiles;
  /** Largest body in bytes. */
  bodyLimit?: number;
}

export interface RunningService {
  service: string;
  app: NestFastifyApplication;
  /** Starts listening; port 0 takes a free one. Returns the URL. */
  listen(port: number, host?: string): Promise<string>;
  /** Opens the event path: call it when every service of this process is created. */
  open(): Promise<void>;
  /** Stops taking requests and events, lets running work end, closes the database. */
  close(): Promise<void>;
}

/** Connections that may wait to be accepted: Node's default of 511 resets some of a thousand callers who come at once. */
const backlog = 4_096;
/** How long running requests may take when the service stops. */
const drainMilliseconds = 2_000;

/** The longest part of a path that is looked at, in characters. */
const longestPart = 200;
const unreadablePath = `the path cannot be read: encode it as UTF-8 with percent signs, each part at most ${longestPart} characters long`;

/** Creates one service: Nest on Fastify with its database migrated, ready to listen and to open its event path. */
export async function createService(options: ServiceOptions): Promise<RunningService> {
  const { service, bodyLimit = 1_048_576, certificate: files } = options;
  // Node looks only every 30 s by itself, and gives the head a minute. Its time for a whole request is that of the largest; see SlowRequests for the others.
  const times = { connectionsCheckingInterval: slowLookMilliseconds, headersTimeout: arrivalMilliseconds };
  const certificate = files && readCertificate(files);
  const adapter = new FastifyAdapter({
    bodyLimit,
    forceCloseConnections: 'idle',
    requestTimeout: longestArrivalMilliseconds(bodyLimit),
    ...(certificate ? { https: { ...times, ...certificate } } : { http: times }),
    clientErrorHandler: answerClientError,
    frameworkErrors: refuseUnreadablePath,
    routerOptions: { maxParamLength: longestPart },
  });
  const app = await NestFactory.create<NestFastifyApplication>(ServiceModule.with(options), adapter, {
    logger: ['error', 'warn', 'fatal'],
    abortOnError: false,
    bodyParser: false, // our own, below
  });
  const fastify = adapter.getInstance<FastifyInstance>();
  try {
    addHooks(fastify, app, options);
    refuseRoutesWithoutPolicy(app);
    app.connectMicroservice({ strategy: app.get(InboxServer) }, { inheritAppConfig: false });
    await app.startAllMicroservices();
    await app.init();
    await fastify.ready();
  } catch (error) {
    await app.close();
    throw error;
  }
  const messaging = app.get(Messaging);
  const unfollow = files && certificate && followCertificate(fastify.server as unknown as Server, files, certificate);
  return {
    service,
    app,
    async listen(port, host = '127.0.0.1') {
      await app.listen({ port, host, backlog });
      const url = (await app.getUrl()).replace('[::1]', '127.0.0.1');
      return certificate ? url.replace(/^http:/, 'https:') : url;
    },
    open: () => messaging.open(),
    async close() {
      unfollow?.();
      await messaging.close();
      // What is left after that never ends by itself: a connection that was opened ahead and has not asked yet, a client that does not read.
      const cut = setTimeout(() => fastify.server.closeAllConnections(), drainMilliseconds);
      await app.close();
      clearTimeout(cut);
    },
  };
}

function addHooks(fastify: FastifyInstance, app: NestFastifyApplication, options: ServiceOptions): void {
  const metrics = app.get(Metrics);
  const authenticate = options.authenticate ?? ((request) => fromToken(request, options.serviceSecret));
  acceptEmptyJson(fastify);
  // Callers' texts come back in JSON as they were: no browser shall take them for anything else.
  const slow = new SlowRequests();
  fastify.addHook('onClose', async () => slow.close());
  fastify.addHook('onRequest', (request, reply, done) => {
    slow.add(request.raw);
    void reply.header('x-content-type-options', 'nosniff');
    done();
  });
  fastify.addHook('preHandler', (request: FastifyRequest, reply: FastifyReply, done) => {
    authenticate(request, app).then((actor) => {
      const correlationId = correlationOf(request);
      const traceparent = request.headers['traceparent'];
      void reply.header('x-correlation-id', correlationId);
      if (actor) (request as RequestWithActor).actor = actor;
      const context = {
        ...(actor && { actor }),
        correlationId,
        ...(typeof traceparent === 'string' && { traceparent }),
      };
      runInContext(context, () => done());
    }, done);
  });
  fastify.addHook('onResponse', async (request, reply) => {
    const route = request.routeOptions.url ?? 'unknown';
    metrics.requestSeconds.observe(
      { method: request.method, route, status: String(reply.statusCode) },
      reply.elapsedTime / 1000,
    );
  });
}

/** Fastify's own words for a path that it cannot route are no problem document. */
function refuseUnreadablePath(_error: FastifyError, request: FastifyRequest, reply: FastifyReply): void {
  sendProblem(request, reply, new Problem('invalid-input', unreadablePath));
}

async function fromToken(request: FastifyRequest, secret: string): Promise<Actor | undefined> {
  const token = /^Bearer (.+)$/.exec(request.headers.authorization ?? '')?.[1];
  return token ? verifyActor(token, secret) : undefined;
}

function correlationOf(request: FastifyRequest): string {
  const given = request.headers['x-correlation-id'];
  return typeof given === 'string' && /^[\w.:-]{1,100}$/.test(given) ? given : uuidv7();
}

/** A POST without a body is a POST with an empty one, whatever its content type says. */
function acceptEmptyJson(fastify: FastifyInstance): void {
  fastify.removeContentTypeParser('application/json');
  fastify.addContentTypeParser('application/json', { parseAs: 'string' }, (_request, body, done) => {
    if (body.length === 0) return done(null, {});
    try {
      done(null, parseJson(body.toString()));
    } catch {
      done(new Problem('malformed-json', 'the body is not valid JSON: check quotes, commas and brackets'));
    }
  });
}

/** JSON.parse that drops nothing and gives no way to the prototype. */
function parseJson(text: string): unknown {
  return JSON.parse(text, (key, value: unknown) => {
    if (key === '__proto__') throw new SyntaxError('__proto__ is not a field');
    return value;
  });
}
