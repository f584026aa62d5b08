import { Controller, Get, Query } from '@nestjs/common';
import { AnswersPage } from '#common/http/answers.js';
import type { Page } from '#common/http/pages.js';
import { Policy } from '#common/http/policy.js';
import { planReaders } from '../policies-of-routes.js';
import { DemandQuery, DemandView } from './demand.dto.js';
import { DemandService } from './demand.service.js';

@Controller('api/v1/demand')
export class DemandController {
  constructor(private readonly demand: DemandService) {}

  /** Lists demand per part, place and day: net use and what was lost, where it was first wanted, and what planners have adjusted. */
  @Get()
  @Policy(planReaders)
  @AnswersPage(DemandView)
  list(@Query() query: DemandQuery): Promise<Page<DemandView>> {
    return this.demand.list(query);
  }
}
