import { Body, Controller, Get, HttpCode, Param, Post, Put, Query } from '@nestjs/common';
import type { Actor } from '#common/auth/actor.js';
import { Answers, AnswersPage } from '#common/http/answers.js';
import { Caller, IfMatch } from '#common/http/caller.js';
import { Policy } from '#common/http/policy.js';
import { uuidParam } from '#common/http/validation.js';
import { readers, supervisors } from '../policies-of-routes.js';
import { ChangedSite, NewSite, SiteStep, SitesQuery, SiteTransitionView, SiteView } from './site.dto.js';
import { SiteLists } from './site-lists.service.js';
import { SitesService } from './sites.service.js';

@Controller('api/v1/sites')
export class SitesController {
  constructor(
    private readonly sites: SitesService,
    private readonly lists: SiteLists,
  ) {}

  /** Lists repair sites by code. */
  @Get()
  @Policy({ roles: readers, scope: 'sites:read' })
  @AnswersPage(SiteView)
  list(@Query() query: SitesQuery, @Caller() caller: Actor) {
    return this.lists.list(query, caller);
  }

  /** Shows one repair site with its territory and service lines. */
  @Get(':id')
  @Policy({ roles: readers, scope: 'sites:read' })
  @Answers(SiteView)
  one(@Param('id', uuidParam) id: string, @Caller() caller: Actor) {
    return this.lists.one(id, caller);
  }

  /** Lists every change of status of a site with its reason, oldest first. */
  @Get(':id/transitions')
  @Policy({ roles: readers, scope: 'sites:read' })
  @Answers([SiteTransitionView])
  transitions(@Param('id', uuidParam) id: string, @Caller() caller: Actor) {
    return this.lists.transitions(id, caller);
  }

  /** Records the application of a repair site. */
  @Post()
  @Policy({ roles: supervisors })
  @Answers(SiteView, 201)
  apply(@Body() body: NewSite) {
    return this.sites.apply(body);
  }

  /** Replaces what is known about a repair site. */
  @Put(':id')
  @Policy({ roles: supervisors })
  @Answers(SiteView)
  change(@Param('id', uuidParam) id: string, @Body() body: ChangedSite, @IfMatch() seen: number | undefined) {
    return this.sites.change(id, body, seen);
  }

  /** Records that a site was audited. */
  @Post(':id/audit')
  @HttpCode(200)
  @Policy({ roles: supervisors })
  @Answers(SiteView)
  audit(
    @Param('id', uuidParam) id: string,
    @Body() { reason }: SiteStep,
    @IfMatch() seen: number | undefined,
    @Caller() caller: Actor,
  ) {
    return this.sites.move(id, 'audited', reason, seen, caller);
  }

  /** Makes a site active: orders may go to it. */
  @Post(':id/activate')
  @HttpCode(200)
  @Policy({ roles: supervisors })
  @Answers(SiteView)
  activate(
    @Param('id', uuidParam) id: string,
    @Body() { reason }: SiteStep,
    @IfMatch() seen: number | undefined,
    @Caller() caller: Actor,
  ) {
    return this.sites.move(id, 'active', reason, seen, caller);
  }

  /** Puts a site on probation. */
  @Post(':id/put-on-probation')
  @HttpCode(200)
  @Policy({ roles: supervisors })
  @Answers(SiteView)
  probation(
    @Param('id', uuidParam) id: string,
    @Body() { reason }: SiteStep,
    @IfMatch() seen: number | undefined,
    @Caller() caller: Actor,
  ) {
    return this.sites.move(id, 'probation', reason, seen, caller);
  }

  /** Suspends a site: it gets no orders until it is active again. */
  @Post(':id/suspend')
  @HttpCode(200)
  @Policy({ roles: supervisors })
  @Answers(SiteView)
  suspend(
    @Param('id', uuidParam) id: string,
    @Body() { reason }: SiteStep,
    @IfMatch() seen: number | undefined,
    @Caller() caller: Actor,
  ) {
    return this.sites.move(id, 'suspended', reason, seen, caller);
  }

  /** Ends the work with a site for good. */
  @Post(':id/cancel')
  @HttpCode(200)
  @Policy({ roles: supervisors })
  @Answers(SiteView)
  cancel(
    @Param('id', uuidParam) id: string,
    @Body() { reason }: SiteStep,
    @IfMatch() seen: number | undefined,
    @Caller() caller: Actor,
  ) {
    return this.sites.move(id, 'cancelled', reason, seen, caller);
  }
}
