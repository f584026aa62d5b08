import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import type { Actor } from '#common/auth/actor.js';
import { Answers, AnswersPage } from '#common/http/answers.js';
import { Caller, IfMatch } from '#common/http/caller.js';
import type { Page } from '#common/http/pages.js';
import { Policy } from '#common/http/policy.js';
import { uuidParam } from '#common/http/validation.js';
import { planReaders, planners } from '../policies-of-routes.js';
import { MilestonesService } from './milestones.service.js';
import { ReceiptsService } from './receipts.service.js';
import {
  MilestoneReport,
  Receipt,
  ReplenishmentOrderQuery,
  ReplenishmentOrderView,
} from './replenishment-order.dto.js';
import { ReplenishmentReader } from './replenishment-reader.service.js';

@Controller('api/v1/replenishment-orders')
export class ReplenishmentOrdersController {
  constructor(
    private readonly receipts: ReceiptsService,
    private readonly reader: ReplenishmentReader,
    private readonly milestones: MilestonesService,
  ) {}

  /** Lists replenishment orders. */
  @Get()
  @Policy(planReaders)
  @AnswersPage(ReplenishmentOrderView)
  list(@Query() query: ReplenishmentOrderQuery): Promise<Page<ReplenishmentOrderView>> {
    return this.reader.list(query);
  }

  /** Shows one replenishment order. */
  @Get(':id')
  @Policy(planReaders)
  @Answers(ReplenishmentOrderView)
  get(@Param('id', uuidParam) id: string): Promise<ReplenishmentOrderView> {
    return this.reader.get(id);
  }

  /** Reports a milestone of a replenishment order, or when it will come instead; repair orders that wait for the part hear of it. */
  @Post(':id/milestones')
  @HttpCode(200)
  @Policy(planners)
  @Answers(ReplenishmentOrderView)
  async report(
    @Param('id', uuidParam) id: string,
    @Body() report: MilestoneReport,
    @Caller() caller: Actor,
    @IfMatch() seen: number | undefined,
  ): Promise<ReplenishmentOrderView> {
    await this.milestones.report(id, report, caller, seen);
    return this.reader.get(id);
  }

  /** Books pieces of a replenishment order in; all that are still to come if no quantity is given. */
  @Post(':id/receive')
  @HttpCode(200)
  @Policy(planners)
  @Answers(ReplenishmentOrderView)
  async receive(
    @Param('id', uuidParam) id: string,
    @Body() { quantity }: Receipt,
    @IfMatch() seen: number | undefined,
  ): Promise<ReplenishmentOrderView> {
    await this.receipts.receive(id, quantity, seen);
    return this.reader.get(id);
  }
}
