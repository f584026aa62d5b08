import { Controller, Get, Param, Query } from '@nestjs/common';
import type { Actor } from '#common/auth/actor.js';
import { Answers, AnswersPage } from '#common/http/answers.js';
import { Caller } from '#common/http/caller.js';
import type { Page } from '#common/http/pages.js';
import { Policy } from '#common/http/policy.js';
import { uuidParam } from '#common/http/validation.js';
import { readers } from '../readers.js';
import { FailureRecordsQuery } from '../reports/period.dto.js';
import { FailureRecordView } from './failure-record.dto.js';
import { FailureRecordQueries } from './failure-record-queries.service.js';

@Controller('api/v1/failure-records')
export class FailureRecordsController {
  constructor(private readonly queries: FailureRecordQueries) {}

  /** Lists failure records, one per completed order. */
  @Get()
  @Policy(readers)
  @AnswersPage(FailureRecordView)
  list(@Query() query: FailureRecordsQuery, @Caller() caller: Actor): Promise<Page<FailureRecordView>> {
    return this.queries.list(query, caller);
  }

  /** Shows one failure record. */
  @Get(':id')
  @Policy(readers)
  @Answers(FailureRecordView)
  get(@Param('id', uuidParam) id: string, @Caller() caller: Actor): Promise<FailureRecordView> {
    return this.queries.get(id, caller);
  }
}
