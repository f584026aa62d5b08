import { Body, Controller, Get, HttpCode, Post, Req } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { roles } from '#common/auth/actor.js';
import { Answers } from '#common/http/answers.js';
import { WithoutIdempotencyKey } from '#common/http/idempotency.interceptor.js';
import { Policy } from '#common/http/policy.js';
import { ClockView, MoveClock } from './clock.dto.js';
import { ClockService } from './clock.service.js';

@ApiTags('Clock')
@Controller('api/v1/clock')
export class ClockController {
  constructor(private readonly clock: ClockService) {}

  /**
   * Shows business time, and whether all that follows from the past has happened; `Prefer: wait=5` waits for that, and until the live streams have
   * told it. One process only.
   */
  @Get()
  @Policy({ roles })
  @Answers(ClockView)
  view(@Req() { headers }: FastifyRequest) {
    return this.clock.view(waitPreferred(headers['prefer']));
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

const longestWaitSeconds = 10;

/** Milliseconds from `Prefer: wait=5` (RFC 7240, section 4.3). A preference that is not understood is ignored, as the RFC says. */
function waitPreferred(preferences: string | readonly string[] = ''): number {
  const seconds = /(?:^|[,;\s])wait=(\d{1,9})\b/.exec(String(preferences))?.[1] ?? 0;
  return Math.min(Number(seconds), longestWaitSeconds) * 1_000;
}
