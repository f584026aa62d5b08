import { Controller, Get, Query } from '@nestjs/common';
import type { Actor } from '#common/auth/actor.js';
import { AnswersPage } from '#common/http/answers.js';
import { Caller } from '#common/http/caller.js';
import type { Page } from '#common/http/pages.js';
import { Policy } from '#common/http/policy.js';
import { readers } from '../policies-of-routes.js';
import { StockLevelQuery, StockLevelView } from './stock-level.dto.js';
import { StockService } from './stock.service.js';

@Controller('api/v1/stock-levels')
export class StockLevelsController {
  constructor(private readonly stock: StockService) {}

  /** Lists stock per part and place: on hand, reserved, on order. */
  @Get()
  @Policy(readers)
  @AnswersPage(StockLevelView)
  list(@Query() query: StockLevelQuery, @Caller() caller: Actor): Promise<Page<StockLevelView>> {
    return this.stock.levels(query, caller);
  }
}
