import { Controller, Get, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Answers, AnswersPage } from '#common/http/answers.js';
import { Policy } from '#common/http/policy.js';
import { AuditCheckView, AuditEntryView, AuditQuery } from './audit.dto.js';
import { AuditService } from './audit.service.js';

@ApiTags('Audit trail')
@Controller('api/v1/audit-entries')
export class AuditController {
  constructor(private readonly audit: AuditService) {}

  /** Lists who changed what, newest first. */
  @Get()
  @Policy({ roles: [] })
  @AnswersPage(AuditEntryView)
  list(@Query() query: AuditQuery) {
    return this.audit.list(query);
  }

  /** Recomputes the hash chain over the whole trail. */
  @Get('check')
  @Policy({ roles: [] })
  @Answers(AuditCheckView)
  check() {
    return this.audit.check();
  }
}
