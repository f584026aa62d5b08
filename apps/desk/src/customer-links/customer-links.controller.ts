import { Body, Controller, Delete, Get, HttpCode, Param, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Actor } from '#common/auth/actor.js';
import { Answers } from '#common/http/answers.js';
import { Caller } from '#common/http/caller.js';
import { ShownOnce } from '#common/http/idempotency.interceptor.js';
import { Policy } from '#common/http/policy.js';
import { uuidParam } from '#common/http/validation.js';
import { CustomerLinkView, MakeCustomerLink, NewCustomerLinkView } from './customer-link.dto.js';
import { CustomerLinks } from './customer-links.service.js';

const office = ['agent', 'dispatcher', 'supervisor'] as const;

@ApiTags('Customer links')
@Controller('api/v1/requests/:id/customer-links')
export class CustomerLinksController {
  constructor(private readonly links: CustomerLinks) {}

  /** Makes a link with which the customer sees this request without signing in. Its token is shown once. */
  @Post()
  @Policy({ roles: office, scope: 'requests:write' })
  @Answers(NewCustomerLinkView, 201)
  @ShownOnce('token')
  create(@Param('id', uuidParam) id: string, @Body() body: MakeCustomerLink, @Caller() caller: Actor) {
    return this.links.create(id, body, caller);
  }

  /** Lists the links of a request, newest first, without their tokens. */
  @Get()
  @Policy({ roles: office, scope: 'requests:read' })
  @Answers([CustomerLinkView])
  list(@Param('id', uuidParam) id: string, @Caller() caller: Actor) {
    return this.links.list(id, caller);
  }

  /** Revokes a link: from now on it opens nothing. */
  @Delete(':linkId')
  @HttpCode(204)
  @Policy({ roles: office, scope: 'requests:write' })
  revoke(
    @Param('id', uuidParam) id: string,
    @Param('linkId', uuidParam) linkId: string,
    @Caller() caller: Actor,
  ): Promise<void> {
    return this.links.revoke(id, linkId, caller);
  }
}
