import { Controller, Get, Query } from '@nestjs/common';
import { AnswersPage } from '#common/http/answers.js';
import { PageQuery } from '#common/http/pages.js';
import { Policy } from '#common/http/policy.js';
import { officers } from '../policies-of-routes.js';
import { ExceptionView } from './candidate.dto.js';
import { CandidatesService } from './candidates.service.js';

@Controller('api/v1/dispatch-exceptions')
export class ExceptionsController {
  constructor(private readonly candidates: CandidatesService) {}

  /** Lists the repair orders for which no candidate is left, with the reasons; the one due first at the top. */
  @Get()
  @Policy({ roles: officers })
  @AnswersPage(ExceptionView)
  list(@Query() query: PageQuery) {
    return this.candidates.exceptions(query);
  }
}
