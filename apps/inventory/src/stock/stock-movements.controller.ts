import { Body, Controller, Get, Post, Query } from '@nestjs/common';
import type { Actor } from '#common/auth/actor.js';
import { Answers, AnswersPage } from '#common/http/answers.js';
import { Caller } from '#common/http/caller.js';
import type { Page } from '#common/http/pages.js';
import { Policy } from '#common/http/policy.js';
import { readers, stockKeepers } from '../policies-of-routes.js';
import {
  NewAdjustment,
  NewCount,
  NewReceipt,
  NewWriteOff,
  StockCorrection,
  StockMovementQuery,
  StockMovementView,
} from './stock-movement.dto.js';
import { StockService } from './stock.service.js';

@Controller('api/v1/stock-movements')
export class StockMovementsController {
  constructor(private readonly stock: StockService) {}

  /** Lists the stock ledger. */
  @Get()
  @Policy(readers)
  @AnswersPage(StockMovementView)
  list(@Query() query: StockMovementQuery, @Caller() caller: Actor): Promise<Page<StockMovementView>> {
    return this.stock.movements(query, caller);
  }

  /** Books pieces in that came without an order. */
  @Post('receipts')
  @Policy(stockKeepers)
  @Answers(StockCorrection, 201)
  receive(@Body() receipt: NewReceipt, @Caller() caller: Actor): Promise<StockCorrection> {
    return this.stock.receive(receipt, caller);
  }

  /** Corrects stock by a difference, for a reason. */
  @Post('adjustments')
  @Policy(stockKeepers)
  @Answers(StockCorrection, 201)
  adjust(@Body() adjustment: NewAdjustment, @Caller() caller: Actor): Promise<StockCorrection> {
    return this.stock.adjust(adjustment, caller);
  }

  /** Records what was counted; the difference becomes a movement. */
  @Post('counts')
  @Policy(stockKeepers)
  @Answers(StockCorrection, 201)
  count(@Body() count: NewCount, @Caller() caller: Actor): Promise<StockCorrection> {
    return this.stock.count(count, caller);
  }

  /** Scraps pieces, for a reason. */
  @Post('write-offs')
  @Policy({ roles: ['planner'] })
  @Answers(StockCorrection, 201)
  writeOff(@Body() writeOff: NewWriteOff, @Caller() caller: Actor): Promise<StockCorrection> {
    return this.stock.writeOff(writeOff, caller);
  }
}
