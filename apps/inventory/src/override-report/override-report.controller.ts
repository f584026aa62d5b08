import { Controller, Get, Query } from '@nestjs/common';
import { Answers } from '#common/http/answers.js';
import { Policy } from '#common/http/policy.js';
import { planReaders } from '../policies-of-routes.js';
import { OverrideReport, OverrideReportQuery } from './override-report.dto.js';
import { OverrideReportService } from './override-report.service.js';

@Controller('api/v1/override-report')
export class OverrideReportController {
  constructor(private readonly reports: OverrideReportService) {}

  /** Reports whether overrides helped, the newest first: pieces short, stock, cost and loss of the forecast with each and without it. */
  @Get()
  @Policy(planReaders)
  @Answers(OverrideReport)
  report(@Query() query: OverrideReportQuery): Promise<OverrideReport> {
    return this.reports.report(query);
  }
}
