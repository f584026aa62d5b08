import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Actor } from '#common/auth/actor.js';
import { Answers, AnswersPage } from '#common/http/answers.js';
import { Caller, IfMatch } from '#common/http/caller.js';
import { Policy } from '#common/http/policy.js';
import { uuidParam } from '#common/http/validation.js';
import { siteOffice, supervisors } from '../policies-of-routes.js';
import {
  AuditReason,
  AuditsQuery,
  AuditView,
  DueAuditsQuery,
  DueAuditView,
  FindingView,
  HeldAudit,
  PlanAudit,
  SettleFinding,
} from './audit.dto.js';
import { AuditLists } from './audit-lists.service.js';
import { Audits } from './audits.service.js';

@ApiTags('Sites')
@Controller('api/v1/site-audits')
export class AuditsController {
  constructor(
    private readonly audits: Audits,
    private readonly lists: AuditLists,
  ) {}

  /** Lists audits of sites, newest first; a site sees its own. */
  @Get()
  @Policy({ roles: siteOffice, scope: 'sites:read' })
  @AnswersPage(AuditView)
  list(@Query() query: AuditsQuery, @Caller() caller: Actor) {
    return this.lists.list(query, caller);
  }

  /** Lists the sites that work with their next audit, the longest overdue first, and what is still to be settled there. */
  @Get('due')
  @Policy({ roles: siteOffice, scope: 'sites:read' })
  @AnswersPage(DueAuditView)
  due(@Query() query: DueAuditsQuery, @Caller() caller: Actor) {
    return this.lists.due(query, caller);
  }

  /** Shows one audit with its findings. */
  @Get(':id')
  @Policy({ roles: siteOffice, scope: 'sites:read' })
  @Answers(AuditView)
  one(@Param('id', uuidParam) id: string, @Caller() caller: Actor) {
    return this.lists.one(id, caller);
  }

  /** Plans an audit of a site; 409 while another one is planned. */
  @Post()
  @Policy({ roles: supervisors })
  @Answers(AuditView, 201)
  plan(@Body() body: PlanAudit, @Caller() caller: Actor) {
    return this.audits.plan(body, caller);
  }

  /** Records how an audit went, what was found, and when the next one is due. */
  @Post(':id/hold')
  @HttpCode(200)
  @Policy({ roles: supervisors })
  @Answers(AuditView)
  hold(
    @Param('id', uuidParam) id: string,
    @Body() body: HeldAudit,
    @IfMatch() seen: number | undefined,
    @Caller() caller: Actor,
  ) {
    return this.audits.hold(id, body, seen, caller);
  }

  /** Cancels a planned audit for a reason: the site's due day stays. */
  @Post(':id/cancel')
  @HttpCode(200)
  @Policy({ roles: supervisors })
  @Answers(AuditView)
  cancel(
    @Param('id', uuidParam) id: string,
    @Body() { reason }: AuditReason,
    @IfMatch() seen: number | undefined,
    @Caller() caller: Actor,
  ) {
    return this.audits.cancel(id, reason, seen, caller);
  }

  /** Records how a finding was settled. */
  @Post('findings/:id/settle')
  @HttpCode(200)
  @Policy({ roles: supervisors })
  @Answers(FindingView)
  settle(@Param('id', uuidParam) id: string, @Body() { settlement }: SettleFinding) {
    return this.audits.settle(id, settlement);
  }
}
