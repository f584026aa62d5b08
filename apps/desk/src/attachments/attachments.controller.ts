import { Body, Controller, Get, Param, Post, Res, StreamableFile } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import type { Actor } from '#common/auth/actor.js';
import { Answers } from '#common/http/answers.js';
import { Caller } from '#common/http/caller.js';
import { Policy } from '#common/http/policy.js';
import { uuidParam } from '#common/http/validation.js';
import { AddAttachment, AttachmentView } from './attachment.dto.js';
import { Attachments } from './attachments.service.js';

const everybodyConcerned = [
  'agent',
  'supervisor',
  'dispatcher',
  'site_manager',
  'technician',
  'quality_engineer',
] as const;

@ApiTags('Requests')
@Controller('api/v1/requests/:id/attachments')
export class AttachmentsController {
  constructor(private readonly attachments: Attachments) {}

  /** Attaches a file to a request; its timeline shows it. */
  @Post()
  @Policy({ roles: everybodyConcerned, scope: 'requests:write' })
  @Answers(AttachmentView, 201)
  add(@Param('id', uuidParam) id: string, @Body() body: AddAttachment, @Caller() caller: Actor) {
    return this.attachments.add(id, body, caller);
  }

  /** Lists the files of a request. */
  @Get()
  @Policy({ roles: everybodyConcerned, scope: 'requests:read' })
  @Answers([AttachmentView])
  list(@Param('id', uuidParam) id: string, @Caller() caller: Actor) {
    return this.attachments.list(id, caller);
  }

  /** Downloads the file itself. Always as a download, never shown by the browser as a page. */
  @Get(':attachmentId')
  @Policy({ roles: everybodyConcerned, scope: 'requests:read' })
  async content(
    @Param('id', uuidParam) id: string,
    @Param('attachmentId', uuidParam) attachmentId: string,
    @Caller() caller: Actor,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const { content, contentType, name } = await this.attachments.content(id, attachmentId, caller);
    void reply
      .header('x-content-type-options', 'nosniff')
      .header('content-security-policy', "default-src 'none'; sandbox");
    return new StreamableFile(content, {
      type: contentType,
      disposition: `attachment; filename*=UTF-8''${encodeURIComponent(name)}`,
      length: content.length,
    });
  }
}
