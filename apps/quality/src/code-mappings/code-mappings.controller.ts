import { Body, Controller, Get, Param, Put, Query } from '@nestjs/common';
import type { Actor } from '#common/auth/actor.js';
import { Answers, AnswersPage } from '#common/http/answers.js';
import { Caller, IfMatch } from '#common/http/caller.js';
import { Policy } from '#common/http/policy.js';
import { uuidParam } from '#common/http/validation.js';
import { networkEngineers, readers } from '../readers.js';
import {
  CodeMappingsQuery,
  CodeMappingView,
  ReplaceCodeMappings,
  ReplacedCodeMappings,
  SiteCodeMappingsView,
} from './code-mapping.dto.js';
import { CodeMappings } from './code-mappings.service.js';

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

  /** Shows all that one site's own codes mean, with the version of the whole list. */
  @Get(':siteId')
  @Policy(readers)
  @Answers(SiteCodeMappingsView)
  of(@Param('siteId', uuidParam) siteId: string, @Caller() caller: Actor) {
    return this.mappings.of(siteId, caller);
  }

  /** Replaces what a site's own codes mean, with the version of its list. Counts for orders that are finished from now on. */
  @Put(':siteId')
  @Policy(networkEngineers)
  @Answers(ReplacedCodeMappings)
  replace(
    @Param('siteId', uuidParam) siteId: string,
    @Body() { mappings }: ReplaceCodeMappings,
    @IfMatch() seen: number | undefined,
  ) {
    return this.mappings.replace(siteId, mappings, seen);
  }
}
