import { Controller, Get, Query } from '@nestjs/common';
import type { Actor } from '#common/auth/actor.js';
import { AnswersPage } from '#common/http/answers.js';
import { Caller } from '#common/http/caller.js';
import type { Page } from '#common/http/pages.js';
import { Policy } from '#common/http/policy.js';
import { readers } from '../policies-of-routes.js';
import { TransferQuery, TransferView } from './transfer.dto.js';
import { TransfersService } from './transfers.service.js';

@Controller('api/v1/transfers')
export class TransfersController {
  constructor(private readonly transfers: TransfersService) {}

  /** Lists the parts that travel between places for repair orders. */
  @Get()
  @Policy(readers)
  @AnswersPage(TransferView)
  list(@Query() query: TransferQuery, @Caller() caller: Actor): Promise<Page<TransferView>> {
    return this.transfers.list(query, caller);
  }
}
