import { Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Actor } from '#common/auth/actor.js';
import { invalid } from '#common/http/problems.js';
import { ownTechnician } from '../board/own-technician.js';
import { Authenticator } from '../auth/authenticator.js';
import { credentialsOf } from '../auth/credentials.js';
import { type Position, readPosition } from '../core/facts.js';
import { FactsReader } from './facts-reader.js';
import { StreamClient } from './stream-client.js';
import { StreamHub } from './stream-hub.js';

const heartbeatMilliseconds = 15_000;

interface Wish {
  types: readonly string[];
  /** Go on after this event, where no header says so. */
  after: string | undefined;
}

/** Opens streams of server-sent events and keeps them alive while their session or key is good. */
@Injectable()
export class StreamsService {
  constructor(
    private readonly hub: StreamHub,
    private readonly reader: FactsReader,
    private readonly authenticator: Authenticator,
  ) {}

  async open(caller: Actor, request: FastifyRequest, reply: FastifyReply, { types, after }: Wish): Promise<void> {
    const asked = askedPosition(request, after);
    const gone = asked !== undefined && !(await this.reader.knows(asked));
    const position = asked && !gone ? asked : await this.hub.now();
    reply.hijack();
    if (reply.raw.destroyed) return; // gone while the database was asked: nothing would end what begins here
    reply.raw.writeHead(200, {
      ...(reply.getHeaders() as Record<string, string>),
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-store',
      connection: 'close', // an ended stream must not keep the server open
      'x-accel-buffering': 'no',
    });
    reply.raw.write('retry: 1000\n\n');
    const listening = { siteId: caller.siteId, technicianId: ownTechnician(caller), roles: caller.roles, types };
    const client = new StreamClient(reply.raw, listening, position);
    if (gone) client.reset();
    this.keepAlive(client, request, reply);
    await this.hub.join(client).catch(() => client.end());
  }

  private keepAlive(client: StreamClient, request: FastifyRequest, reply: FastifyReply): void {
    const leave = () => {
      clearInterval(timer);
      this.hub.leave(client);
    };
    const beat = () => (client.open ? void this.beat(client, request) : leave());
    const timer = setInterval(beat, heartbeatMilliseconds).unref();
    reply.raw.on('close', leave);
  }

  private async beat(client: StreamClient, request: FastifyRequest): Promise<void> {
    const credentials = credentialsOf(request);
    const actor = credentials && (await this.authenticator.actorOf(credentials).catch(() => 'unknown' as const));
    if (actor) client.heartbeat();
    else client.end();
  }
}

function askedPosition({ headers }: FastifyRequest, after = ''): Position | undefined {
  const inHeader = String(headers['last-event-id'] ?? '');
  const text = inHeader || after;
  if (text === '') return undefined;
  const position = readPosition(text);
  if (!position) {
    const name = inHeader ? 'Last-Event-ID' : 'lastEventId';
    throw invalid(name, `must be the id of an event of this stream, not '${text.slice(0, 64)}'`);
  }
  return position;
}
