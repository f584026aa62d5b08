import { Controller, Get, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Actor } from '#common/auth/actor.js';
import { Answers } from '#common/http/answers.js';
import { Caller } from '#common/http/caller.js';
import { Policy } from '#common/http/policy.js';
import { ReconciliationQuery, ReconciliationView } from './reconciliation.dto.js';
import { Reconciliation } from './reconciliation.service.js';

@ApiTags('Operation')
@Controller('api/v1/reconciliation')
export class ReconciliationController {
  constructor(private readonly reconciliation: Reconciliation) {}

  /** Compares what desk, dispatch, inventory, quality and the board hold about the same requests and orders, and lists what differs. */
  @Get()
  @Policy({ roles: [] })
  @Answers(ReconciliationView)
  page(@Query() query: ReconciliationQuery, @Caller() caller: Actor) {
    return this.reconciliation.page(query, caller);
  }
}
