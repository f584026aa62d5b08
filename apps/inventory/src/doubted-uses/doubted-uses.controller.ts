import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import type { Actor } from '#common/auth/actor.js';
import { Answers, AnswersPage } from '#common/http/answers.js';
import { Caller, IfMatch } from '#common/http/caller.js';
import type { Page } from '#common/http/pages.js';
import { Policy } from '#common/http/policy.js';
import { uuidParam } from '#common/http/validation.js';
import { planners, planReaders } from '../policies-of-routes.js';
import { DoubtedUseQuery, DoubtedUseSettlementRequest, DoubtedUseView } from './doubted-use.dto.js';
import { DoubtedUsesService } from './doubted-uses.service.js';

@Controller('api/v1/doubted-uses')
export class DoubtedUsesController {
  constructor(private readonly uses: DoubtedUsesService) {}

  /** Lists reported uses of parts that do not count as they were told, the newest first, with what planners have said about them; not for sites, since where it counts may be another one. */
  @Get()
  @Policy(planReaders)
  @AnswersPage(DoubtedUseView)
  list(@Query() query: DoubtedUseQuery): Promise<Page<DoubtedUseView>> {
    return this.uses.list(query);
  }

  /** Settles a doubted use for a reason: as told, in another number or not at all; demand and forecasts follow at once. */
  @Post(':id/settle')
  @HttpCode(200)
  @Policy(planners)
  @Answers(DoubtedUseView)
  settle(
    @Param('id', uuidParam) id: string,
    @Body() settlement: DoubtedUseSettlementRequest,
    @Caller() caller: Actor,
    @IfMatch() seen: number | undefined,
  ): Promise<DoubtedUseView> {
    return this.uses.settle(id, settlement, caller, seen);
  }

  /** Takes a settlement back: the use is doubted again, and counts as it did at first. */
  @Post(':id/reopen')
  @HttpCode(200)
  @Policy(planners)
  @Answers(DoubtedUseView)
  reopen(
    @Param('id', uuidParam) id: string,
    @Caller() caller: Actor,
    @IfMatch() seen: number | undefined,
  ): Promise<DoubtedUseView> {
    return this.uses.reopen(id, caller, seen);
  }
}
