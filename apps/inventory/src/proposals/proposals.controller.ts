import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import type { Actor } from '#common/auth/actor.js';
import { Answers, AnswersPage } from '#common/http/answers.js';
import { Caller, IfMatch } from '#common/http/caller.js';
import type { Page } from '#common/http/pages.js';
import { Policy } from '#common/http/policy.js';
import { uuidParam } from '#common/http/validation.js';
import { planReaders, planners } from '../policies-of-routes.js';
import { Approval, BulkApproval, BulkResult, ProposalQuery, ProposalRejection, ProposalView } from './proposal.dto.js';
import { ProposalsService } from './proposals.service.js';

@Controller('api/v1/proposals')
export class ProposalsController {
  constructor(private readonly proposals: ProposalsService) {}

  /** Lists proposals for replenishment. */
  @Get()
  @Policy(planReaders)
  @AnswersPage(ProposalView)
  list(@Query() query: ProposalQuery): Promise<Page<ProposalView>> {
    return this.proposals.list(query);
  }

  /** Shows one proposal with its reason. */
  @Get(':id')
  @Policy(planReaders)
  @Answers(ProposalView)
  get(@Param('id', uuidParam) id: string): Promise<ProposalView> {
    return this.proposals.get(id);
  }

  /** Approves many proposals: those named, each with the version that was seen, or all below a value. */
  @Post('approve')
  @HttpCode(200)
  @Policy(planners)
  @Answers(BulkResult)
  approveAll(@Body() approval: BulkApproval, @Caller() caller: Actor): Promise<BulkResult> {
    return this.proposals.approveAll(approval, caller);
  }

  /** Approves a proposal, as it is or with another quantity and a reason: the order is placed. */
  @Post(':id/approve')
  @HttpCode(200)
  @Policy(planners)
  @Answers(ProposalView)
  approve(
    @Param('id', uuidParam) id: string,
    @Body() approval: Approval,
    @Caller() caller: Actor,
    @IfMatch() seen: number | undefined,
  ): Promise<ProposalView> {
    return this.proposals.approve(id, approval, caller, seen);
  }

  /** Rejects a proposal for a reason. */
  @Post(':id/reject')
  @HttpCode(200)
  @Policy(planners)
  @Answers(ProposalView)
  reject(
    @Param('id', uuidParam) id: string,
    @Body() { reason }: ProposalRejection,
    @Caller() caller: Actor,
    @IfMatch() seen: number | undefined,
  ): Promise<ProposalView> {
    return this.proposals.reject(id, reason, caller, seen);
  }
}
