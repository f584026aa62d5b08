import { Controller, Get, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Answers } from '#common/http/answers.js';
import { Policy } from '#common/http/policy.js';
import { Code, Optional, Text } from '#common/validation/fields.js';
import { SuggestionView } from '../requests/request.dto.js';
import { suggestionView } from '../requests/request-views.js';
import { Triage } from './triage.service.js';

export class SuggestionQuery {
  @Code() category: string;
  @Text(4000) problem: string;
  @Optional() @Code() symptomCode?: string;
}

@ApiTags('Triage')
@Controller('api/v1/triage-suggestions')
export class TriageController {
  constructor(private readonly triage: Triage) {}

  /** Suggests likely faults and parts while the customer is still talking. */
  @Get()
  @Policy({ roles: ['agent', 'dispatcher', 'supervisor', 'quality_engineer'], scope: 'requests:read' })
  @Answers(SuggestionView)
  async suggest(@Query() { category, problem, symptomCode }: SuggestionQuery) {
    return suggestionView(await this.triage.suggest(category, problem, symptomCode));
  }
}
