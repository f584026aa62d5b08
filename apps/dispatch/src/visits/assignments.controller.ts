import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import type { Actor } from '#common/auth/actor.js';
import { Answers } from '#common/http/answers.js';
import { Caller, IfMatch } from '#common/http/caller.js';
import { Policy } from '#common/http/policy.js';
import { uuidParam } from '#common/http/validation.js';
import { OrderReason, OrderView } from '../orders/order.dto.js';
import { OrderSteps } from '../orders/order-steps.service.js';
import { dispatchers, siteOffice } from '../policies-of-routes.js';
import { AssignmentCheckView, AssignmentQuery } from './assignment-check.dto.js';
import { AssignmentChecks } from './assignment-checks.service.js';

@Controller('api/v1/repair-orders')
export class AssignmentsController {
  constructor(
    private readonly checks: AssignmentChecks,
    private readonly steps: OrderSteps,
  ) {}

  /** Says what it would mean to give an order, or to move its booked visit, to this technician and time: every rule that would be broken, and the ways of the days concerned. Changes nothing. */
  @Get(':id/assignment-check')
  @Policy({ roles: siteOffice, scope: 'orders:read' })
  @Answers(AssignmentCheckView)
  check(@Param('id', uuidParam) id: string, @Query() query: AssignmentQuery, @Caller() caller: Actor) {
    return this.checks.check(id, query, caller);
  }

  /**
   * Takes an order back from who has it or is asked: its planned visit is cancelled, its offers are withdrawn, and it waits for the dispatcher; for an hour nobody
   * else is looked for. An order that waits already stays as it is.
   */
  @Post(':id/unassign')
  @HttpCode(200)
  @Policy({ roles: dispatchers })
  @Answers(OrderView)
  unassign(
    @Param('id', uuidParam) id: string,
    @Body() body: OrderReason,
    @IfMatch() seen: number | undefined,
    @Caller() caller: Actor,
  ) {
    return this.steps.unassign(id, body, seen, caller);
  }
}
