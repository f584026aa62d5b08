import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import type { Actor } from '#common/auth/actor.js';
import { Answers, AnswersPage } from '#common/http/answers.js';
import { Caller, IfMatch } from '#common/http/caller.js';
import type { Page } from '#common/http/pages.js';
import { Policy } from '#common/http/policy.js';
import { uuidParam } from '#common/http/validation.js';
import { planReaders, planners } from '../policies-of-routes.js';
import { NewPlanningOverride, PlanningOverrideQuery, PlanningOverrideView } from './planning-override.dto.js';
import { PlanningOverridesService } from './planning-overrides.service.js';

@Controller('api/v1/planning-overrides')
export class PlanningOverridesController {
  constructor(private readonly overrides: PlanningOverridesService) {}

  /** Lists what planners know better than the history: who, why, until when. */
  @Get()
  @Policy(planReaders)
  @AnswersPage(PlanningOverrideView)
  list(@Query() query: PlanningOverrideQuery): Promise<Page<PlanningOverrideView>> {
    return this.overrides.list(query);
  }

  /** Shows one override. */
  @Get(':id')
  @Policy(planReaders)
  @Answers(PlanningOverrideView)
  get(@Param('id', uuidParam) id: string): Promise<PlanningOverrideView> {
    return this.overrides.get(id);
  }

  /** Overrides forecast, class or target of an item-location for a reason; it is planned anew with that. */
  @Post()
  @Policy(planners)
  @Answers(PlanningOverrideView, 201)
  create(@Body() override: NewPlanningOverride, @Caller() caller: Actor): Promise<PlanningOverrideView> {
    return this.overrides.create(override, caller);
  }

  /** Ends an override: back to automatic. */
  @Post(':id/end')
  @HttpCode(200)
  @Policy(planners)
  @Answers(PlanningOverrideView)
  end(
    @Param('id', uuidParam) id: string,
    @Caller() caller: Actor,
    @IfMatch() seen: number | undefined,
  ): Promise<PlanningOverrideView> {
    return this.overrides.end(id, caller, seen);
  }
}
