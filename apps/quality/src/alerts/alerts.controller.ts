import { Controller, Get, Param, Query } from '@nestjs/common';
import { Answers, AnswersPage } from '#common/http/answers.js';
import type { Page } from '#common/http/pages.js';
import { Policy } from '#common/http/policy.js';
import { uuidParam } from '#common/http/validation.js';
import { networkReaders } from '../readers.js';
import { AlertQueries } from './alert-queries.service.js';
import { QualityAlertsQuery, QualityAlertView } from './quality-alert.dto.js';

@Controller('api/v1/quality-alerts')
export class AlertsController {
  constructor(private readonly queries: AlertQueries) {}

  /** Lists alerts: products that fail more often than they should. */
  @Get()
  @Policy(networkReaders)
  @AnswersPage(QualityAlertView)
  list(@Query() query: QualityAlertsQuery): Promise<Page<QualityAlertView>> {
    return this.queries.list(query);
  }

  /** Shows one alert with its numbers. */
  @Get(':id')
  @Policy(networkReaders)
  @Answers(QualityAlertView)
  get(@Param('id', uuidParam) id: string): Promise<QualityAlertView> {
    return this.queries.get(id);
  }
}
