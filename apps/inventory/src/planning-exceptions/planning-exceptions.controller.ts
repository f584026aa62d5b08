import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import type { Actor } from '#common/auth/actor.js';
import { Answers, AnswersPage } from '#common/http/answers.js';
import { Caller, IfMatch } from '#common/http/caller.js';
import type { Page } from '#common/http/pages.js';
import { Policy } from '#common/http/policy.js';
import { uuidParam } from '#common/http/validation.js';
import { planners, planReadersAndSites } from '../policies-of-routes.js';
import { ExceptionSettlements } from './exception-settlements.service.js';
import { ExceptionSettlementRequest, PlanningExceptionQuery, PlanningExceptionView } from './planning-exception.dto.js';
import { PlanningExceptionsService } from './planning-exceptions.service.js';

@Controller('api/v1/planning-exceptions')
export class PlanningExceptionsController {
  constructor(
    private readonly exceptions: PlanningExceptionsService,
    private readonly settlements: ExceptionSettlements,
  ) {}

  /** Lists what a planner should look at, the dearest first: stock-outs to come, missed targets, shifts of demand, late orders, excess, new parts, reported use that no stock gave or no catalogue knows. */
  @Get()
  @Policy(planReadersAndSites)
  @AnswersPage(PlanningExceptionView)
  list(@Query() query: PlanningExceptionQuery, @Caller() caller: Actor): Promise<Page<PlanningExceptionView>> {
    return this.exceptions.list(query, caller);
  }

  /** Settles an exception for a reason: it is off the list until a date, or until its numbers are worse than they are now. */
  @Post(':id/settle')
  @HttpCode(200)
  @Policy(planners)
  @Answers(PlanningExceptionView)
  async settle(
    @Param('id', uuidParam) id: string,
    @Body() settlement: ExceptionSettlementRequest,
    @Caller() caller: Actor,
    @IfMatch() seen: number | undefined,
  ): Promise<PlanningExceptionView> {
    await this.settlements.settle(id, settlement, caller, seen);
    return this.exceptions.get(id);
  }

  /** Takes a settlement back: the exception is open again. */
  @Post(':id/reopen')
  @HttpCode(200)
  @Policy(planners)
  @Answers(PlanningExceptionView)
  async reopen(
    @Param('id', uuidParam) id: string,
    @IfMatch() seen: number | undefined,
  ): Promise<PlanningExceptionView> {
    await this.settlements.reopen(id, seen);
    return this.exceptions.get(id);
  }
}
