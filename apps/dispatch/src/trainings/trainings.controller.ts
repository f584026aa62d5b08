import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Actor } from '#common/auth/actor.js';
import { Answers, AnswersPage } from '#common/http/answers.js';
import { Caller, IfMatch } from '#common/http/caller.js';
import { Policy } from '#common/http/policy.js';
import { uuidParam } from '#common/http/validation.js';
import { siteOffice } from '../policies-of-routes.js';
import { HeldTraining, PlanTraining, TrainingsQuery, TrainingView } from './training.dto.js';
import { Trainings } from './trainings.service.js';

@ApiTags('Sites')
@Controller('api/v1/trainings')
export class TrainingsController {
  constructor(private readonly trainings: Trainings) {}

  /** Lists trainings of technicians, planned and recorded, newest first; a site sees its own people's. */
  @Get()
  @Policy({ roles: siteOffice, scope: 'sites:read' })
  @AnswersPage(TrainingView)
  list(@Query() query: TrainingsQuery, @Caller() caller: Actor) {
    return this.trainings.list(query, caller);
  }

  /** Plans a training of a technician. */
  @Post()
  @Policy({ roles: siteOffice, scope: 'sites:write' })
  @Answers(TrainingView, 201)
  plan(@Body() body: PlanTraining, @Caller() caller: Actor) {
    return this.trainings.plan(body, caller);
  }

  /** Records that a training was held, and its result. */
  @Post(':id/hold')
  @HttpCode(200)
  @Policy({ roles: siteOffice, scope: 'sites:write' })
  @Answers(TrainingView)
  hold(
    @Param('id', uuidParam) id: string,
    @Body() body: HeldTraining,
    @IfMatch() seen: number | undefined,
    @Caller() caller: Actor,
  ) {
    return this.trainings.hold(id, body, seen, caller);
  }
}
