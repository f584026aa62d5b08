import { Body, Controller, Get, HttpCode, Param, Post, Res, StreamableFile } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import type { Actor } from '#common/auth/actor.js';
import { Answers } from '#common/http/answers.js';
import { Caller } from '#common/http/caller.js';
import { Policy } from '#common/http/policy.js';
import { csvFile } from '../csv/csv-file.js';
import { planners } from '../policies-of-routes.js';
import { ImportResult, NewImport } from './import.dto.js';
import { ImportsService } from './imports.service.js';

@Controller('api/v1/imports')
export class ImportsController {
  constructor(private readonly imports: ImportsService) {}

  /** Gives an empty table with one example row, as CSV: for `parts`, `stock` or `lead-times`. */
  @Get(':kind/template')
  @Policy(planners)
  template(@Param('kind') kind: string, @Res({ passthrough: true }) reply: FastifyReply): StreamableFile {
    return csvFile(reply, `${kind}-template`, this.imports.template(kind));
  }

  /** Imports parts by number, counted stock, or lead times from CSV; all rows or, if one has a fault, none. */
  @Post(':kind')
  @HttpCode(200)
  @Policy(planners)
  @Answers(ImportResult)
  read(@Param('kind') kind: string, @Body() given: NewImport, @Caller() caller: Actor): Promise<ImportResult> {
    return this.imports.read(kind, given, caller);
  }
}
