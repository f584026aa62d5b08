import { Body, Controller, Delete, Get, HttpCode, Param, Put, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Actor } from '#common/auth/actor.js';
import { Answers, AnswersPage } from '#common/http/answers.js';
import { Caller } from '#common/http/caller.js';
import { Policy } from '#common/http/policy.js';
import { uuidParam } from '#common/http/validation.js';
import { fieldStaff, readers } from '../policies-of-routes.js';
import { OrderSubStatuses } from './order-sub-statuses.service.js';
import { ChosenSubStatus, OrderSubStatusQuery, OrderSubStatusView } from './sub-status.dto.js';

/** Before the routes of one order: `sub-statuses` is not the id of one. */
@ApiTags('Orders')
@Controller('api/v1/repair-orders')
export class OrderSubStatusesController {
  constructor(private readonly subStatuses: OrderSubStatuses) {}

  /** Lists which of its site's own words stands at which order; a site sees its own. */
  @Get('sub-statuses')
  @Policy({ roles: readers, scope: 'orders:read' })
  @AnswersPage(OrderSubStatusView)
  list(@Query() query: OrderSubStatusQuery, @Caller() caller: Actor) {
    return this.subStatuses.list(query, caller);
  }

  /** Gives an order one of its site's own words for the state that it is in; it stands until the next step. */
  @Put(':id/sub-status')
  @Policy({ roles: fieldStaff, scope: 'orders:write' })
  @Answers(OrderSubStatusView)
  choose(@Param('id', uuidParam) id: string, @Body() { code }: ChosenSubStatus, @Caller() caller: Actor) {
    return this.subStatuses.choose(id, code, caller);
  }

  /** Takes the word off an order. */
  @Delete(':id/sub-status')
  @HttpCode(204)
  @Policy({ roles: fieldStaff, scope: 'orders:write' })
  async clear(@Param('id', uuidParam) id: string, @Caller() caller: Actor): Promise<void> {
    await this.subStatuses.clear(id, caller);
  }
}
