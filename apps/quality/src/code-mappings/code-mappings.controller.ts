import { Body, Controller, Get, Param, Put, Query } from '@nestjs/common';
import type { Actor } from '#common/auth/actor.js';
import { Answers, AnswersPage } from '#common/http/answers.js';
import { Caller } from '#common/http/caller.js';
import { Policy } from '#common/http/policy.js';
import { uuidParam } from '#common/http/validation.js';
import { Whole } from '#common/validation/fields.js';
import { networkEngineers, readers } from '../readers.js';
import { CodeMappingsQuery, CodeMappingView, ReplaceCodeMappings } from './code-mapping.dto.js';
import { CodeMappings } from './code-mappings.service.js';

export class ReplacedCodeMappings {
  /** How many the site has now. */
  @Whole(0, 2_000) mappings: number;
}

@Controller('api/v1/code-mappings')
export class CodeMappingsController {
  constructor(private readonly mappings: CodeMappings) {}

  /** Lists what sites' own codes mean in ours; a site sees its own. */
  @Get()
  @Policy(readers)
  @AnswersPage(CodeMappingView)
  list(@Query() query: CodeMappingsQuery, @Caller() caller: Actor) {
    return this.mappings.list(query, caller);
  }

  /** Replaces what a site's own codes mean. Counts for orders that are finished from now on. */
  @Put(':siteId')
  @Policy(networkEngineers)
  @Answers(ReplacedCodeMappings)
  replace(@Param('siteId', uuidParam) siteId: string, @Body() { mappings }: ReplaceCodeMappings) {
    return this.mappings.replace(siteId, mappings);
  }
}
