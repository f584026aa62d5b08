import { Body, Controller, Get, Param, Patch, Post, Query } from '@nestjs/common';
import type { Actor } from '#common/auth/actor.js';
import { Answers, AnswersPage } from '#common/http/answers.js';
import { Caller, IfMatch } from '#common/http/caller.js';
import type { Page } from '#common/http/pages.js';
import { Policy } from '#common/http/policy.js';
import { uuidParam } from '#common/http/validation.js';
import { readers } from '../policies-of-routes.js';
import { NewStockLocation, StockLocationChange, StockLocationQuery, StockLocationView } from './stock-location.dto.js';
import { StockLocationsService } from './stock-locations.service.js';

@Controller('api/v1/stock-locations')
export class StockLocationsController {
  constructor(private readonly locations: StockLocationsService) {}

  /** Lists the places that hold stock. */
  @Get()
  @Policy(readers)
  @AnswersPage(StockLocationView)
  list(@Query() query: StockLocationQuery, @Caller() caller: Actor): Promise<Page<StockLocationView>> {
    return this.locations.list(query, caller);
  }

  /** Shows one place that holds stock. */
  @Get(':id')
  @Policy(readers)
  @Answers(StockLocationView)
  get(@Param('id', uuidParam) id: string, @Caller() caller: Actor): Promise<StockLocationView> {
    return this.locations.get(id, caller);
  }

  /** Enters a place that holds stock. */
  @Post()
  @Policy({ roles: ['planner'] })
  @Answers(StockLocationView, 201)
  create(@Body() place: NewStockLocation): Promise<StockLocationView> {
    return this.locations.create(place);
  }

  /** Changes the given fields of a place. */
  @Patch(':id')
  @Policy({ roles: ['planner'] })
  @Answers(StockLocationView)
  change(
    @Param('id', uuidParam) id: string,
    @Body() change: StockLocationChange,
    @IfMatch() seen: number | undefined,
  ): Promise<StockLocationView> {
    return this.locations.change(id, change, seen);
  }
}
