import { Controller, Get, Query } from '@nestjs/common';
import { Answers } from '../http/answers.js';
import { Policy } from '../http/policy.js';
import { HoldingsQuery, HoldingsView, UnhandledQuery, UnhandledView } from './holdings.dto.js';
import { Holdings } from './holdings.js';
import { ForThisService } from './of-this-service.js';

const operators = { roles: ['admin'] } as const;

/** What reconciliation asks every service; `:service` is the gateway's way here. */
@ForThisService('Who is asked')
@Controller('api/v1/services/:service')
export class HoldingsController {
  constructor(private readonly holdings: Holdings) {}

  /** Shows what a service holds about requests and their repair orders: what reconciliation compares. */
  @Get('holdings')
  @Policy(operators)
  @Answers(HoldingsView)
  list(@Query() query: HoldingsQuery) {
    return this.holdings.list(query);
  }

  /** Lists messages about some aggregates that a service has not handled. */
  @Get('unhandled')
  @Policy(operators)
  @Answers([UnhandledView])
  unhandled(@Query() { keys }: UnhandledQuery) {
    return this.holdings.unhandled(keys);
  }
}
