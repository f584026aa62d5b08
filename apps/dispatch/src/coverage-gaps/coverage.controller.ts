import { Controller, Get, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Answers } from '#common/http/answers.js';
import { Policy } from '#common/http/policy.js';
import { CoverageQuery, CoverageView } from './coverage.dto.js';
import { CoverageService } from './coverage.service.js';

@ApiTags('Sites')
@Controller('api/v1/coverage-gaps')
export class CoverageController {
  constructor(private readonly coverage: CoverageService) {}

  /** Lists towns and what their orders asked for where no site that takes orders reaches them with somebody able to do it. */
  @Get()
  @Policy({ roles: ['dispatcher', 'supervisor', 'planner'] })
  @Answers(CoverageView)
  gaps(@Query() query: CoverageQuery) {
    return this.coverage.gaps(query);
  }
}
