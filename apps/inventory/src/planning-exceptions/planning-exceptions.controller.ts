import { Controller, Get, Query } from '@nestjs/common';
import type { Actor } from '#common/auth/actor.js';
import { AnswersPage } from '#common/http/answers.js';
import { Caller } from '#common/http/caller.js';
import type { Page } from '#common/http/pages.js';
import { Policy } from '#common/http/policy.js';
import { planReadersAndSites } from '../policies-of-routes.js';
import { PlanningExceptionQuery, PlanningExceptionView } from './planning-exception.dto.js';
import { PlanningExceptionsService } from './planning-exceptions.service.js';

@Controller('api/v1/planning-exceptions')
export class PlanningExceptionsController {
  constructor(private readonly exceptions: PlanningExceptionsService) {}

  /** Lists what a planner should look at, the dearest first: stock-outs to come, missed targets, shifts of demand, late orders, excess, new parts. */
  @Get()
  @Policy(planReadersAndSites)
  @AnswersPage(PlanningExceptionView)
  list(@Query() query: PlanningExceptionQuery, @Caller() caller: Actor): Promise<Page<PlanningExceptionView>> {
    return this.exceptions.list(query, caller);
  }
}
