import { Body, Controller, Get, HttpCode, Param, Post, Query, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import type { Actor } from '#common/auth/actor.js';
import { Answers, AnswersPage } from '#common/http/answers.js';
import { Caller } from '#common/http/caller.js';
import { Policy } from '#common/http/policy.js';
import { uuidParam } from '#common/http/validation.js';
import { CallArrivals } from './call-arrivals.service.js';
import { CallLists } from './call-lists.service.js';
import { CallRequests } from './call-requests.service.js';
import { CallSteps } from './call-steps.service.js';
import {
  ArrivingCall,
  AskedExpert,
  CallOfRequest,
  CallQuery,
  CallStoryView,
  CallView,
  EndedCall,
  TakenCall,
  UnansweredCall,
} from './call.dto.js';

const reading = { roles: ['agent', 'supervisor'], scope: 'requests:read' } as const;
const writing = { roles: ['agent', 'supervisor'], scope: 'requests:write' } as const;

/** What a telephone system (CTI, IVR) and agents tell of calls. No step needs a version: what was said on the telephone is so, and saying it twice changes nothing. */
@ApiTags('Calls')
@Controller('api/v1/calls')
export class CallsController {
  constructor(
    private readonly arrivals: CallArrivals,
    private readonly lists: CallLists,
    private readonly steps: CallSteps,
    private readonly requests: CallRequests,
  ) {}

  /**
   * Tells of an incoming call: who may be calling, and at which seat it rings or which one in the queue it is. 201 for a new call; 200 when the same
   * caller has told of this `externalId` before.
   */
  @Post()
  @Policy(writing)
  @Answers(CallView, 201)
  async arrive(@Body() body: ArrivingCall, @Caller() caller: Actor, @Res({ passthrough: true }) reply: FastifyReply) {
    const { call, isNew } = await this.arrivals.arrive(body, caller);
    if (!isNew) void reply.status(200);
    return call;
  }

  /** Lists calls, newest first. */
  @Get()
  @Policy(reading)
  @AnswersPage(CallView)
  list(@Query() query: CallQuery) {
    return this.lists.list(query);
  }

  /** Lists the calls that wait for a seat, urgent ones first, then those that wait longest; at most 200. */
  @Get('queue')
  @Policy(reading)
  @Answers([CallView])
  queue() {
    return this.lists.queue();
  }

  /** Shows one call with its steps. */
  @Get(':id')
  @Policy(reading)
  @Answers(CallStoryView)
  get(@Param('id', uuidParam) id: string) {
    return this.lists.get(id);
  }

  /** Answers a call that rings, or takes one that waits. One agent gets it, the next one is told who has it. */
  @Post(':id/take')
  @HttpCode(200)
  @Policy(writing)
  @Answers(CallView)
  take(@Param('id', uuidParam) id: string, @Body() body: TakenCall, @Caller() caller: Actor) {
    return this.steps.take(id, body, caller);
  }

  /** Tells that a call rang at a seat in vain: it waits again at its place in the queue, and the seat gets no calls until its agent takes it again. */
  @Post(':id/not-answered')
  @HttpCode(200)
  @Policy(writing)
  @Answers(CallView)
  notAnswered(@Param('id', uuidParam) id: string, @Body() body: UnansweredCall, @Caller() caller: Actor) {
    return this.steps.notAnswered(id, body, caller);
  }

  /** Asks the expert of a free seat, or an outside expert by name and number, while the customer waits. */
  @Post(':id/consult')
  @HttpCode(200)
  @Policy(writing)
  @Answers(CallView)
  consult(@Param('id', uuidParam) id: string, @Body() body: AskedExpert, @Caller() caller: Actor) {
    return this.steps.consult(id, body, caller);
  }

  /** Ends the consultation: the customer is back. */
  @Post(':id/resume')
  @HttpCode(200)
  @Policy(writing)
  @Answers(CallView)
  resume(@Param('id', uuidParam) id: string, @Caller() caller: Actor) {
    return this.steps.resume(id, caller);
  }

  /** Transfers the customer to an expert seat or an outside expert; to who is asked, if nobody is named. A seat that was not asked rings first. */
  @Post(':id/transfer')
  @HttpCode(200)
  @Policy(writing)
  @Answers(CallView)
  transfer(@Param('id', uuidParam) id: string, @Body() body: AskedExpert, @Caller() caller: Actor) {
    return this.steps.transfer(id, body, caller);
  }

  /** Tells that a call is over, with its length and where its recording is. One that rings or waits when the customer hangs up is abandoned. Length and recording may come later. */
  @Post(':id/end')
  @HttpCode(200)
  @Policy(writing)
  @Answers(CallView)
  end(@Param('id', uuidParam) id: string, @Body() body: EndedCall, @Caller() caller: Actor) {
    return this.steps.end(id, body, caller);
  }

  /** Says which request a call is about, during the call or after it: every step of the call is on the request's timeline then. */
  @Post(':id/link')
  @HttpCode(200)
  @Policy(writing)
  @Answers(CallView)
  link(@Param('id', uuidParam) id: string, @Body() body: CallOfRequest, @Caller() caller: Actor) {
    return this.requests.link(id, body, caller);
  }
}
