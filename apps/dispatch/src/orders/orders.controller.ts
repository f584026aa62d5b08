import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import type { Actor } from '#common/auth/actor.js';
import { Answers, AnswersPage } from '#common/http/answers.js';
import { Caller, IfMatch } from '#common/http/caller.js';
import { Policy } from '#common/http/policy.js';
import { uuidParam } from '#common/http/validation.js';
import { CandidatesView } from '../matching/candidate.dto.js';
import { CandidatesService } from '../matching/candidates.service.js';
import { ExplanationQuery, ExplanationView } from '../matching/explanation.dto.js';
import { ExplanationsService } from '../matching/explanations.service.js';
import { dispatchers, officers, readers, siteOffice } from '../policies-of-routes.js';
import { Assignment, OfferToSites, OrderReason, OrdersQuery, OrderTransitionView, OrderView } from './order.dto.js';
import { OrderLists } from './order-lists.service.js';
import { OrderSteps } from './order-steps.service.js';

type Seen = number | undefined;

@Controller('api/v1/repair-orders')
export class OrdersController {
  constructor(
    private readonly lists: OrderLists,
    private readonly steps: OrderSteps,
    private readonly candidates: CandidatesService,
    private readonly explanations: ExplanationsService,
  ) {}

  /** Lists repair orders, newest first; a site sees its own. */
  @Get()
  @Policy({ roles: readers, scope: 'orders:read' })
  @AnswersPage(OrderView)
  list(@Query() query: OrdersQuery, @Caller() caller: Actor) {
    return this.lists.list(query, caller);
  }

  /** Shows one repair order and for whom it waits. */
  @Get(':id')
  @Policy({ roles: readers, scope: 'orders:read' })
  @Answers(OrderView)
  one(@Param('id', uuidParam) id: string, @Caller() caller: Actor) {
    return this.lists.one(id, caller);
  }

  /** Lists every change of status of a repair order, oldest first. */
  @Get(':id/transitions')
  @Policy({ roles: readers, scope: 'orders:read' })
  @Answers([OrderTransitionView])
  transitions(@Param('id', uuidParam) id: string, @Caller() caller: Actor) {
    return this.lists.transitions(id, caller);
  }

  /** Explains the last match of a repair order: every candidate with the terms of its score, and why each other was rejected. */
  @Get(':id/candidates')
  @Policy({ roles: [...officers, 'site_manager'], scope: 'orders:read' })
  @Answers(CandidatesView)
  candidatesOf(@Param('id', uuidParam) id: string, @Caller() caller: Actor) {
    return this.candidates.of(id, caller);
  }

  /** Says why this candidate rather than each of the next ones, term by term, and why the others were rejected; a site reads of its own people. */
  @Get(':id/explanation')
  @Policy({ roles: [...officers, 'site_manager'], scope: 'orders:read' })
  @Answers(ExplanationView)
  explain(@Param('id', uuidParam) id: string, @Query() query: ExplanationQuery, @Caller() caller: Actor) {
    return this.explanations.of(id, query.alternatives, caller);
  }

  /** Books a technician and a start for an order that the site has accepted. */
  @Post(':id/assign')
  @HttpCode(200)
  @Policy({ roles: siteOffice, scope: 'orders:write' })
  @Answers(OrderView)
  assign(@Param('id', uuidParam) id: string, @Body() body: Assignment, @IfMatch() seen: Seen, @Caller() caller: Actor) {
    return this.steps.assign(id, body, seen, caller);
  }

  /** Looks for candidates now instead of when something changes. */
  @Post(':id/match')
  @HttpCode(200)
  @Policy({ roles: dispatchers })
  @Answers(OrderView)
  match(@Param('id', uuidParam) id: string, @IfMatch() seen: Seen, @Caller() caller: Actor) {
    return this.steps.match(id, seen, caller);
  }

  /** Offers an order to the named sites, at the same time. */
  @Post(':id/offers')
  @HttpCode(200)
  @Policy({ roles: dispatchers })
  @Answers(OrderView)
  offerTo(
    @Param('id', uuidParam) id: string,
    @Body() body: OfferToSites,
    @IfMatch() seen: Seen,
    @Caller() caller: Actor,
  ) {
    return this.steps.offerTo(id, body, seen, caller);
  }

  /** Cancels a repair order for a reason: offers, visits and parts are let go. */
  @Post(':id/cancel')
  @HttpCode(200)
  @Policy({ roles: dispatchers })
  @Answers(OrderView)
  cancel(
    @Param('id', uuidParam) id: string,
    @Body() body: OrderReason,
    @IfMatch() seen: Seen,
    @Caller() caller: Actor,
  ) {
    return this.steps.cancel(id, body, seen, caller);
  }
}
