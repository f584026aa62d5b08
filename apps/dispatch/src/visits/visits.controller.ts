import { Body, Controller, Delete, Get, HttpCode, Param, Post, Put, Query } from '@nestjs/common';
import type { Actor } from '#common/auth/actor.js';
import { Answers, AnswersPage } from '#common/http/answers.js';
import { Caller, IfMatch } from '#common/http/caller.js';
import { Policy } from '#common/http/policy.js';
import { uuidParam } from '#common/http/validation.js';
import { fieldStaff, readers, siteOffice } from '../policies-of-routes.js';
import {
  Arrival,
  Departure,
  FinishedVisit,
  MovedVisit,
  VisitAtRisk,
  VisitPin,
  VisitReason,
  VisitsAtRiskQuery,
  VisitsQuery,
  VisitView,
} from './visit.dto.js';
import { VisitLists } from './visit-lists.service.js';
import { VisitsAtRisk } from './visits-at-risk.service.js';
import { VisitSteps } from './visit-steps.service.js';

type Seen = number | undefined;

@Controller('api/v1/visits')
export class VisitsController {
  constructor(
    private readonly steps: VisitSteps,
    private readonly lists: VisitLists,
    private readonly atRisk: VisitsAtRisk,
  ) {}

  /** Lists visits, newest first; a technician sees the own ones, a site its own. */
  @Get()
  @Policy({ roles: readers, scope: 'visits:read' })
  @AnswersPage(VisitView)
  list(@Query() query: VisitsQuery, @Caller() caller: Actor) {
    return this.lists.list(query, caller);
  }

  /** Lists the visits of the next 24 hours that are likely to be late, the most likely first. */
  @Get('at-risk')
  @Policy({ roles: readers, scope: 'visits:read' })
  @Answers([VisitAtRisk])
  listAtRisk(@Query() query: VisitsAtRiskQuery, @Caller() caller: Actor) {
    return this.atRisk.list(query, caller);
  }

  /** Shows one visit. */
  @Get(':id')
  @Policy({ roles: readers, scope: 'visits:read' })
  @Answers(VisitView)
  one(@Param('id', uuidParam) id: string, @Caller() caller: Actor) {
    return this.lists.one(id, caller);
  }

  /** Reports that the technician is on the way. The time may lie in the past: telephones are not always connected. */
  @Post(':id/depart')
  @HttpCode(200)
  @Policy({ roles: fieldStaff, scope: 'visits:write' })
  @Answers(VisitView)
  depart(@Param('id', uuidParam) id: string, @Body() body: Departure, @IfMatch() seen: Seen, @Caller() caller: Actor) {
    return this.steps.depart(id, body, seen, caller);
  }

  /** Reports that the technician has arrived. */
  @Post(':id/arrive')
  @HttpCode(200)
  @Policy({ roles: fieldStaff, scope: 'visits:write' })
  @Answers(VisitView)
  arrive(@Param('id', uuidParam) id: string, @Body() body: Arrival, @IfMatch() seen: Seen, @Caller() caller: Actor) {
    return this.steps.arrive(id, body, seen, caller);
  }

  /**
   * Reports how a visit ended: outcome, codes, parts used and unused. Repaired: the order is completed; otherwise a further visit follows or the
   * order cannot be completed. Unsafe: the order goes on, but nobody is sent before the dispatcher has decided.
   */
  @Post(':id/finish')
  @HttpCode(200)
  @Policy({ roles: fieldStaff, scope: 'visits:write' })
  @Answers(VisitView)
  finish(
    @Param('id', uuidParam) id: string,
    @Body() body: FinishedVisit,
    @IfMatch() seen: Seen,
    @Caller() caller: Actor,
  ) {
    return this.steps.finish(id, body, seen, caller);
  }

  /** Reports that a visit did not take place, with the reason. The order goes to a further visit. */
  @Post(':id/miss')
  @HttpCode(200)
  @Policy({ roles: fieldStaff, scope: 'visits:write' })
  @Answers(VisitView)
  miss(@Param('id', uuidParam) id: string, @Body() body: VisitReason, @IfMatch() seen: Seen, @Caller() caller: Actor) {
    return this.steps.miss(id, body, seen, caller);
  }

  /** Cancels a booked visit for a reason. */
  @Post(':id/cancel')
  @HttpCode(200)
  @Policy({ roles: siteOffice, scope: 'visits:write' })
  @Answers(VisitView)
  cancel(
    @Param('id', uuidParam) id: string,
    @Body() body: VisitReason,
    @IfMatch() seen: Seen,
    @Caller() caller: Actor,
  ) {
    return this.steps.cancel(id, body, seen, caller);
  }

  /** Moves a booked visit to another start or technician, or has it take longer or shorter: at its own start only its end moves, and what the customer was promised stays. */
  @Post(':id/reschedule')
  @HttpCode(200)
  @Policy({ roles: siteOffice, scope: 'visits:write' })
  @Answers(VisitView)
  reschedule(
    @Param('id', uuidParam) id: string,
    @Body() body: MovedVisit,
    @IfMatch() seen: Seen,
    @Caller() caller: Actor,
  ) {
    return this.steps.reschedule(id, body, seen, caller);
  }

  /** Pins a planned visit: plans and improvements leave it where it is, people may still move it. What is pinned for that reason already stays as it is. */
  @Put(':id/pin')
  @Policy({ roles: siteOffice, scope: 'visits:write' })
  @Answers(VisitView)
  pin(@Param('id', uuidParam) id: string, @Body() body: VisitPin, @IfMatch() seen: Seen, @Caller() caller: Actor) {
    return this.steps.pin(id, body, seen, caller);
  }

  /** Lets a pinned visit go: plans may move it again. */
  @Delete(':id/pin')
  @Policy({ roles: siteOffice, scope: 'visits:write' })
  @Answers(VisitView)
  release(@Param('id', uuidParam) id: string, @IfMatch() seen: Seen, @Caller() caller: Actor) {
    return this.steps.release(id, seen, caller);
  }
}
