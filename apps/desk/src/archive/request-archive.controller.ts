import { Controller, Get, Param, StreamableFile } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Actor } from '#common/auth/actor.js';
import { Caller } from '#common/http/caller.js';
import { Policy } from '#common/http/policy.js';
import { uuidParam } from '#common/http/validation.js';
import { RequestArchive } from './request-archive.service.js';

@ApiTags('Requests')
@Controller('api/v1/requests/:id/archive')
export class RequestArchiveController {
  constructor(private readonly archive: RequestArchive) {}

  /** Saves the whole story of a request as lines of JSON: every step, and every file with its SHA-256; the last line has the counts and the SHA-256 of the lines before it. */
  @Get()
  @Policy({ roles: ['agent', 'supervisor', 'dispatcher', 'quality_engineer'], scope: 'requests:read' })
  async write(@Param('id', uuidParam) id: string, @Caller() caller: Actor): Promise<StreamableFile> {
    const { number, lines } = await this.archive.open(id, caller);
    return new StreamableFile(lines, {
      type: 'application/x-ndjson; charset=utf-8',
      disposition: `attachment; filename="${number}.ndjson"`,
    });
  }
}
