import { Controller, Get, Query, Req, Res } from '@nestjs/common';
import { ApiHeader, ApiProduces, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { type Actor, roles } from '#common/auth/actor.js';
import { Caller } from '#common/http/caller.js';
import { Policy } from '#common/http/policy.js';
import { StreamQuery } from './stream.dto.js';
import { StreamsService } from './streams.service.js';

@ApiTags('Live stream')
@Controller('api/v1/stream')
export class StreamController {
  constructor(private readonly streams: StreamsService) {}

  /**
   * Server-sent events: every fact as it is published, `event` its type, `data` {id, type, key, siteId, occurredAt, data}. After a break send the
   * last `id` as Last-Event-ID and nothing is missed. A site gets the facts that carry its id, a
   * technician of these the own visits, orders and offers, sites, technicians and stock; calls and seats are for
   * agents and supervisors. `event: reset` means: too long away, read the board.
   */
  @Get()
  @Policy({ roles, scope: 'stream:read' })
  @ApiProduces('text/event-stream')
  @ApiHeader({
    name: 'Last-Event-ID',
    required: false,
    description: 'Go on after this event; 0-0 is the oldest that is kept',
  })
  open(
    @Caller() caller: Actor,
    @Query() { types = '', lastEventId }: StreamQuery,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ) {
    const wanted = types.split(',').filter((type) => type !== '');
    return this.streams.open(caller, request, reply, { types: wanted, after: lastEventId });
  }
}
