import { Controller, Get, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { AnswersPage } from '#common/http/answers.js';
import { Policy } from '#common/http/policy.js';
import { NoticeQuery, NoticeView } from './notice.dto.js';
import { NoticeLists } from './notice-lists.service.js';

@ApiTags('Notices')
@Controller('api/v1/notices')
export class NoticesController {
  constructor(private readonly lists: NoticeLists) {}

  /** Lists what customers were told, or are about to be, newest first. */
  @Get()
  @Policy({ roles: ['agent', 'dispatcher', 'supervisor'], scope: 'requests:read' })
  @AnswersPage(NoticeView)
  list(@Query() query: NoticeQuery) {
    return this.lists.list(query);
  }
}
