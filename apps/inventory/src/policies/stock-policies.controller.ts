import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import type { Actor } from '#common/auth/actor.js';
import { Answers, AnswersPage } from '#common/http/answers.js';
import { Caller, IfMatch } from '#common/http/caller.js';
import type { Page } from '#common/http/pages.js';
import { Policy } from '#common/http/policy.js';
import { uuidParam } from '#common/http/validation.js';
import { planReaders, planners } from '../policies-of-routes.js';
import { StockPoliciesService } from './stock-policies.service.js';
import { NewStockPolicy, PolicyOverride, StockPolicyQuery, StockPolicyView } from './stock-policy.dto.js';

@Controller('api/v1/stock-policies')
export class StockPoliciesController {
  constructor(private readonly policies: StockPoliciesService) {}

  /** Lists stock policies: reorder point and order-up-to level per part and place, and why. */
  @Get()
  @Policy(planReaders)
  @AnswersPage(StockPolicyView)
  list(@Query() query: StockPolicyQuery): Promise<Page<StockPolicyView>> {
    return this.policies.list(query);
  }

  /** Shows one stock policy. */
  @Get(':id')
  @Policy(planReaders)
  @Answers(StockPolicyView)
  get(@Param('id', uuidParam) id: string): Promise<StockPolicyView> {
    return this.policies.get(id);
  }

  /** Enters a stock policy by hand where none was computed. */
  @Post()
  @Policy(planners)
  @Answers(StockPolicyView, 201)
  create(@Body() policy: NewStockPolicy, @Caller() caller: Actor): Promise<StockPolicyView> {
    return this.policies.create(policy, caller);
  }

  /** Overrides a policy's figures for a reason; they stay until they are given back. */
  @Post(':id/override')
  @HttpCode(200)
  @Policy(planners)
  @Answers(StockPolicyView)
  override(
    @Param('id', uuidParam) id: string,
    @Body() override: PolicyOverride,
    @Caller() caller: Actor,
    @IfMatch() seen: number | undefined,
  ): Promise<StockPolicyView> {
    return this.policies.override(id, override, caller, seen);
  }

  /** Gives a policy back to what is computed. */
  @Post(':id/automatic')
  @HttpCode(200)
  @Policy(planners)
  @Answers(StockPolicyView)
  automatic(@Param('id', uuidParam) id: string, @IfMatch() seen: number | undefined): Promise<StockPolicyView> {
    return this.policies.backToAutomatic(id, seen);
  }
}
