import { Body, Controller, Get, HttpCode, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { roles } from '#common/auth/actor.js';
import { Answers } from '#common/http/answers.js';
import { WithoutIdempotencyKey } from '#common/http/idempotency.interceptor.js';
import { Policy } from '#common/http/policy.js';
import { ClockQuery, ClockView, MoveClock } from './clock.dto.js';
import { ClockService } from './clock.service.js';

@ApiTags('Clock')
@Controller('api/v1/clock')
export class ClockController {
  constructor(private readonly clock: ClockService) {}

  /** Shows business time, and whether everything that follows from the past has happened. One process only. */
  @Get()
  @Policy({ roles })
  @Answers(ClockView)
  view(@Query() { waitMilliseconds }: ClockQuery) {
    return this.clock.view(waitMilliseconds);
  }

  /** Moves business time forward. Only in a demo with a standing clock. */
  @Post('move')
  @HttpCode(200)
  @Policy({ roles: [] })
  @WithoutIdempotencyKey()
  @Answers(ClockView)
  move(@Body() { to }: MoveClock) {
    return this.clock.move(to);
  }
}
