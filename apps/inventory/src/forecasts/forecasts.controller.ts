import { Controller, Get, Param, Query } from '@nestjs/common';
import type { Actor } from '#common/auth/actor.js';
import { Answers, AnswersPage } from '#common/http/answers.js';
import { Caller } from '#common/http/caller.js';
import type { Page } from '#common/http/pages.js';
import { Policy } from '#common/http/policy.js';
import { uuidParam } from '#common/http/validation.js';
import { planReadersAndSites } from '../policies-of-routes.js';
import { ForecastDetail, ForecastQuery, ForecastView } from './forecast.dto.js';
import { ForecastsService } from './forecasts.service.js';

@Controller('api/v1/forecasts')
export class ForecastsController {
  constructor(private readonly forecasts: ForecastsService) {}

  /** Lists the forecasts that count: what is wanted of a part at a place, by which method, and why. */
  @Get()
  @Policy(planReadersAndSites)
  @AnswersPage(ForecastView)
  list(@Query() query: ForecastQuery, @Caller() caller: Actor): Promise<Page<ForecastView>> {
    return this.forecasts.list(query, caller);
  }

  /** Shows one forecast with history, bands, policy, stock and reasons: all that a chart needs. */
  @Get(':id')
  @Policy(planReadersAndSites)
  @Answers(ForecastDetail)
  get(@Param('id', uuidParam) id: string, @Caller() caller: Actor): Promise<ForecastDetail> {
    return this.forecasts.get(id, caller);
  }
}
