import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Actor } from '#common/auth/actor.js';
import { Answers, AnswersPage } from '#common/http/answers.js';
import { Caller, IfMatch } from '#common/http/caller.js';
import { PageQuery } from '#common/http/pages.js';
import { Policy } from '#common/http/policy.js';
import { uuidParam } from '#common/http/validation.js';
import { ServiceClockView, TimelineView } from './request-story.dto.js';
import { RequestCare } from './request-care.service.js';
import { RequestStory } from './request-story.service.js';
import { NoteBody, RequestView, WithReason } from './request.dto.js';

const desk = ['agent', 'supervisor'] as const;

@ApiTags('Requests')
@Controller('api/v1/requests/:id')
export class RequestCareController {
  constructor(
    private readonly care: RequestCare,
    private readonly story: RequestStory,
  ) {}

  /** Lists every step of a request with who did it, oldest first. */
  @Get('timeline')
  @Policy({ roles: [...desk, 'dispatcher', 'quality_engineer'], scope: 'requests:read' })
  @AnswersPage(TimelineView)
  timeline(@Param('id', uuidParam) id: string, @Query() query: PageQuery, @Caller() caller: Actor) {
    return this.story.timeline(id, query, caller);
  }

  /** Lists the service-level clocks of a request: what is promised until when, and whether it was kept. */
  @Get('clocks')
  @Policy({ roles: [...desk, 'dispatcher'], scope: 'requests:read' })
  @Answers([ServiceClockView])
  clocks(@Param('id', uuidParam) id: string, @Caller() caller: Actor) {
    return this.story.clocks(id, caller);
  }

  /** Stops the clocks of a request for a reason. */
  @Post('pause')
  @HttpCode(200)
  @Policy({ roles: desk, scope: 'requests:write' })
  @Answers(RequestView)
  pause(@Param('id', uuidParam) id: string, @Body() { reason }: WithReason, @IfMatch() seen?: number) {
    return this.care.pause(id, reason, seen);
  }

  /** Lets the clocks of a request go on that were stopped for this reason. */
  @Post('resume')
  @HttpCode(200)
  @Policy({ roles: desk, scope: 'requests:write' })
  @Answers(RequestView)
  resume(@Param('id', uuidParam) id: string, @Body() { reason }: WithReason, @IfMatch() seen?: number) {
    return this.care.resume(id, reason, seen);
  }

  /** Adds a note to a request. One that tells the customer something counts as a response. */
  @Post('notes')
  @HttpCode(200)
  @Policy({ roles: [...desk, 'dispatcher'], scope: 'requests:write' })
  @Answers(RequestView)
  note(@Param('id', uuidParam) id: string, @Body() body: NoteBody, @Caller() caller: Actor) {
    return this.care.note(id, body, caller);
  }
}
