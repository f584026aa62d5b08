import { Controller, Get, Param, Query } from '@nestjs/common';
import type { Actor } from '#common/auth/actor.js';
import { Answers } from '#common/http/answers.js';
import { Caller } from '#common/http/caller.js';
import { Policy } from '#common/http/policy.js';
import { uuidParam } from '#common/http/validation.js';
import { readers } from '../policies-of-routes.js';
import { AsOfQuery, OrderAsOfView } from './order-past.dto.js';
import { OrderPast } from './order-past.service.js';

@Controller('api/v1/repair-orders')
export class OrderPastController {
  constructor(private readonly past: OrderPast) {}

  /** Shows a repair order as it stood at a given time. */
  @Get(':id/as-of')
  @Policy({ roles: readers, scope: 'orders:read' })
  @Answers(OrderAsOfView)
  asOf(@Param('id', uuidParam) id: string, @Query() { at }: AsOfQuery, @Caller() caller: Actor) {
    return this.past.asOf(id, at, caller);
  }
}
