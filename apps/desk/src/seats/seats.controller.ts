import { Body, Controller, Get, HttpCode, Param, Post, Put } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Actor } from '#common/auth/actor.js';
import { Answers } from '#common/http/answers.js';
import { Caller, IfMatch } from '#common/http/caller.js';
import { Policy } from '#common/http/policy.js';
import { codeParam } from '../code-param.js';
import { SaveSeat, SeatView } from './seat.dto.js';
import { Seats } from './seats.service.js';

const desk = ['agent', 'supervisor'] as const;

@ApiTags('Calls')
@Controller('api/v1/seats')
export class SeatsController {
  constructor(private readonly seats: Seats) {}

  /** Lists the seats of the call centre: who sits where, and with which call. At most 500. */
  @Get()
  @Policy({ roles: desk, scope: 'requests:read' })
  @Answers([SeatView])
  list() {
    return this.seats.list();
  }

  /** Saves a seat under its code; one that is there already is changed with its version. Its kind changes only while nobody sits there. */
  @Put(':code')
  @Policy({ roles: ['supervisor'] })
  @Answers(SeatView)
  save(@Param('code', codeParam) code: string, @Body() body: SaveSeat, @IfMatch() seen: number | undefined) {
    return this.seats.save(code, body, seen);
  }

  /** Takes a seat: an ordinary one is given the first waiting call at once. Nobody sits at two. */
  @Post(':code/take')
  @HttpCode(200)
  @Policy({ roles: desk })
  @Answers(SeatView)
  take(@Param('code', codeParam) code: string, @Caller() caller: Actor) {
    return this.seats.take(code, caller);
  }

  /** Leaves a seat that has no call. */
  @Post(':code/leave')
  @HttpCode(200)
  @Policy({ roles: desk })
  @Answers(SeatView)
  leave(@Param('code', codeParam) code: string, @Caller() caller: Actor) {
    return this.seats.leave(code, caller);
  }
}
