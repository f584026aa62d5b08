import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import type { Actor } from '#common/auth/actor.js';
import { Answers, AnswersPage } from '#common/http/answers.js';
import { Caller, IfMatch } from '#common/http/caller.js';
import type { Page } from '#common/http/pages.js';
import { Policy } from '#common/http/policy.js';
import { uuidParam } from '#common/http/validation.js';
import { planners, planReaders } from '../policies-of-routes.js';
import { DemandAdjustmentQuery, DemandAdjustmentView, NewDemandAdjustment } from './demand-adjustment.dto.js';
import { DemandAdjustmentsService } from './demand-adjustments.service.js';

@Controller('api/v1/demand-adjustments')
export class DemandAdjustmentsController {
  constructor(private readonly adjustments: DemandAdjustmentsService) {}

  /** Lists what planners have added to the recorded demand or taken away from it, the newest first: who, when, why. */
  @Get()
  @Policy(planReaders)
  @AnswersPage(DemandAdjustmentView)
  list(@Query() query: DemandAdjustmentQuery): Promise<Page<DemandAdjustmentView>> {
    return this.adjustments.list(query);
  }

  /** Adjusts the demand of a part at a place in a period for a reason; what is recorded stays as it is, forecasts follow at once. */
  @Post()
  @Policy(planners)
  @Answers(DemandAdjustmentView, 201)
  create(@Body() adjustment: NewDemandAdjustment, @Caller() caller: Actor): Promise<DemandAdjustmentView> {
    return this.adjustments.create(adjustment, caller);
  }

  /** Takes an adjustment back: the recorded demand counts again. */
  @Post(':id/take-back')
  @HttpCode(200)
  @Policy(planners)
  @Answers(DemandAdjustmentView)
  takeBack(
    @Param('id', uuidParam) id: string,
    @Caller() caller: Actor,
    @IfMatch() seen: number | undefined,
  ): Promise<DemandAdjustmentView> {
    return this.adjustments.takeBack(id, caller, seen);
  }
}
