import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import type { Actor } from '#common/auth/actor.js';
import { Answers, AnswersPage } from '#common/http/answers.js';
import { Caller, IfMatch } from '#common/http/caller.js';
import { Policy } from '#common/http/policy.js';
import { uuidParam } from '#common/http/validation.js';
import { siteOffice } from '../policies-of-routes.js';
import {
  PlanRequest,
  PlanRowsQuery,
  PlanRowView,
  PlansQuery,
  PlanView,
  PublicationView,
  PublishPlan,
} from './plan.dto.js';
import { PlanPublishing } from './plan-publishing.service.js';
import { PlansService } from './plans.service.js';

type Seen = number | undefined;

@Controller('api/v1/plans')
export class PlansController {
  constructor(
    private readonly plans: PlansService,
    private readonly publishing: PlanPublishing,
  ) {}

  /** Asks for a day plan of some sites. It is solved in the background: follow it here or on the stream. A waiting request for the same sites and days gives way to it. */
  @Post()
  @Policy({ roles: siteOffice, scope: 'visits:write' })
  @Answers(PlanView, 201)
  request(@Body() body: PlanRequest, @Caller() caller: Actor) {
    return this.plans.request(body, caller);
  }

  /** Lists plans, newest first; a site sees its own. */
  @Get()
  @Policy({ roles: siteOffice, scope: 'visits:read' })
  @AnswersPage(PlanView)
  list(@Query() query: PlansQuery) {
    return this.plans.list(query);
  }

  /** Shows how far a plan is, and its figures against what is booked. */
  @Get(':id')
  @Policy({ roles: siteOffice, scope: 'visits:read' })
  @Answers(PlanView)
  one(@Param('id', uuidParam) id: string) {
    return this.plans.one(id);
  }

  /** Lists what a plan wants, order by order. */
  @Get(':id/rows')
  @Policy({ roles: siteOffice, scope: 'visits:read' })
  @AnswersPage(PlanRowView)
  rows(@Param('id', uuidParam) id: string, @Query() query: PlanRowsQuery) {
    return this.plans.rows(id, query);
  }

  /** Ends the search with what it has found, or takes back a request that still waits. */
  @Post(':id/stop')
  @HttpCode(200)
  @Policy({ roles: siteOffice, scope: 'visits:write' })
  @Answers(PlanView)
  stop(@Param('id', uuidParam) id: string, @IfMatch() seen: Seen) {
    return this.plans.stop(id, seen);
  }

  /**
   * Publishes a plan, or chosen orders of it, in one step: visits are moved, orders that nobody had are booked. What changed since the plan was made
   * is refused order by order with the reason.
   */
  @Post(':id/publish')
  @HttpCode(200)
  @Policy({ roles: siteOffice, scope: 'visits:write' })
  @Answers(PublicationView)
  publish(@Param('id', uuidParam) id: string, @Body() body: PublishPlan, @IfMatch() seen: Seen) {
    return this.publishing.publish(id, body, seen);
  }
}
