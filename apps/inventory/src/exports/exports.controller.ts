import { Controller, Get, Query, Res, StreamableFile } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { Policy } from '#common/http/policy.js';
import { csvFile } from '../csv/csv-file.js';
import { planReaders } from '../policies-of-routes.js';
import { ExportQuery } from './export.dto.js';
import { ExportsService } from './exports.service.js';

@Controller('api/v1/exports')
export class ExportsController {
  constructor(private readonly exports: ExportsService) {}

  /** Saves a table as CSV in which no text is a formula. More rows than fit: go on with the header `next-cursor`. */
  @Get()
  @Policy(planReaders)
  async write(@Query() query: ExportQuery, @Res({ passthrough: true }) reply: FastifyReply): Promise<StreamableFile> {
    const { content, next } = await this.exports.write(query);
    if (next !== null) void reply.header('next-cursor', next);
    return csvFile(reply, query.kind, content);
  }
}
