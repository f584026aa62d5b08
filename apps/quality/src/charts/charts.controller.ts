import { Controller, Get, Query } from '@nestjs/common';
import { Answers } from '#common/http/answers.js';
import { Policy } from '#common/http/policy.js';
import { networkReaders } from '../readers.js';
import { UChartQuery, UChartView } from './chart.dto.js';
import { ChartsService } from './charts.service.js';

@Controller('api/v1/charts')
export class ChartsController {
  constructor(private readonly charts: ChartsService) {}

  /** Draws a u-chart: failures of a product per unit at risk, with limits that follow the exposure. */
  @Get('u')
  @Policy(networkReaders)
  @Answers(UChartView)
  u(@Query() query: UChartQuery): Promise<UChartView> {
    return this.charts.u(query);
  }
}
