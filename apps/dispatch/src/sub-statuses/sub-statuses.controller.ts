import { Body, Controller, Get, Param, Put } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Actor } from '#common/auth/actor.js';
import { Answers } from '#common/http/answers.js';
import { Caller, IfMatch } from '#common/http/caller.js';
import { Policy } from '#common/http/policy.js';
import { uuidParam } from '#common/http/validation.js';
import { readers, siteOffice } from '../policies-of-routes.js';
import { ChangedSubStatuses, SubStatusesView } from './sub-status.dto.js';
import { SubStatuses } from './sub-statuses.service.js';

@ApiTags('Sites')
@Controller('api/v1/sites')
export class SubStatusesController {
  constructor(private readonly subStatuses: SubStatuses) {}

  /** Lists a site's own words for where its orders stand, each with the state that it divides. */
  @Get(':id/sub-statuses')
  @Policy({ roles: readers, scope: 'sites:read' })
  @Answers(SubStatusesView)
  of(@Param('id', uuidParam) id: string, @Caller() caller: Actor) {
    return this.subStatuses.of(id, caller);
  }

  /** Replaces the list; what is no longer on it stands at no order any more. */
  @Put(':id/sub-statuses')
  @Policy({ roles: siteOffice, scope: 'sites:write' })
  @Answers(SubStatusesView)
  replace(
    @Param('id', uuidParam) id: string,
    @Body() { entries }: ChangedSubStatuses,
    @IfMatch() seen: number | undefined,
    @Caller() caller: Actor,
  ) {
    return this.subStatuses.replace(id, entries, seen, caller);
  }
}
