import { Body, Controller, Get, HttpCode, Param, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Actor } from '#common/auth/actor.js';
import { Answers } from '#common/http/answers.js';
import { Caller, IfMatch } from '#common/http/caller.js';
import { Policy } from '#common/http/policy.js';
import { uuidParam } from '#common/http/validation.js';
import { RequestView, WithReason } from '../requests/request.dto.js';
import { HandOver, HandOverView } from './hand-over.dto.js';
import { HandOvers } from './hand-overs.service.js';

const desk = ['agent', 'supervisor'] as const;

@ApiTags('Requests')
@Controller('api/v1')
export class HandOversController {
  constructor(private readonly handOvers: HandOvers) {}

  /** Lists who is asked to take over which request, the oldest question first. To and by the caller; a supervisor sees all. */
  @Get('hand-overs')
  @Policy({ roles: desk })
  @Answers([HandOverView])
  list(@Caller() caller: Actor) {
    return this.handOvers.list(caller);
  }

  /** Makes the caller the owner of a request at once. */
  @Post('requests/:id/take')
  @HttpCode(200)
  @Policy({ roles: desk })
  @Answers(RequestView)
  take(@Param('id', uuidParam) id: string, @Caller() caller: Actor, @IfMatch() seen?: number) {
    return this.handOvers.take(id, caller, seen);
  }

  /** Asks somebody to become the owner of a request. The present owner stays until they accept. */
  @Post('requests/:id/hand-over')
  @HttpCode(200)
  @Policy({ roles: desk })
  @Answers(RequestView)
  ask(@Param('id', uuidParam) id: string, @Body() body: HandOver, @Caller() caller: Actor, @IfMatch() seen?: number) {
    return this.handOvers.ask(id, body, caller, seen);
  }

  /** Accepts a request that was handed over: the caller, who was asked, becomes its owner. */
  @Post('requests/:id/hand-over/accept')
  @HttpCode(200)
  @Policy({ roles: desk })
  @Answers(RequestView)
  accept(@Param('id', uuidParam) id: string, @Caller() caller: Actor, @IfMatch() seen?: number) {
    return this.handOvers.accept(id, caller, seen);
  }

  /** Declines a hand-over, or takes the question back. The owner stays. */
  @Post('requests/:id/hand-over/decline')
  @HttpCode(200)
  @Policy({ roles: desk })
  @Answers(RequestView)
  decline(
    @Param('id', uuidParam) id: string,
    @Body() { reason }: WithReason,
    @Caller() caller: Actor,
    @IfMatch() seen?: number,
  ) {
    return this.handOvers.decline(id, reason, caller, seen);
  }
}
