import { Body, Controller, Get, Param, Patch, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Answers, AnswersPage } from '#common/http/answers.js';
import { IfMatch } from '#common/http/caller.js';
import { Policy } from '#common/http/policy.js';
import { uuidParam } from '#common/http/validation.js';
import { Glance } from '../glance/glance.service.js';
import { CustomerGlance } from '../glance/glance.dto.js';
import {
  AddressBody,
  AddressView,
  ChangeCustomer,
  CustomerSummary,
  CustomerView,
  SaveCustomer,
  SearchQuery,
} from './customer.dto.js';
import { Customers } from './customers.service.js';

@ApiTags('Customers')
@Controller('api/v1/customers')
export class CustomersController {
  constructor(
    private readonly customers: Customers,
    private readonly glance: Glance,
  ) {}

  /** Saves a customer. With an `externalId` that is known already, that customer is changed: safe to repeat. */
  @Post()
  @Policy({ roles: ['agent', 'supervisor'], scope: 'requests:write' })
  @Answers(CustomerView, 201)
  save(@Body() body: SaveCustomer) {
    return this.customers.save(body);
  }

  /** Lists customers, newest first; found by the words of a search. */
  @Get()
  @Policy({ roles: ['agent', 'dispatcher', 'supervisor'], scope: 'requests:read' })
  @AnswersPage(CustomerSummary)
  list(@Query() query: SearchQuery) {
    return this.customers.list(query);
  }

  /** Shows one customer with contacts and addresses. */
  @Get(':id')
  @Policy({ roles: ['agent', 'dispatcher', 'supervisor'], scope: 'requests:read' })
  @Answers(CustomerView)
  get(@Param('id', uuidParam) id: string) {
    return this.customers.get(id);
  }

  /** Changes the given fields of a customer. */
  @Patch(':id')
  @Policy({ roles: ['agent', 'supervisor'], scope: 'requests:write' })
  @Answers(CustomerView)
  change(@Param('id', uuidParam) id: string, @Body() body: ChangeCustomer, @IfMatch() seen: number | undefined) {
    return this.customers.patch(id, body, seen);
  }

  /** Adds an address at which assets stand. */
  @Post(':id/addresses')
  @Policy({ roles: ['agent', 'supervisor'], scope: 'requests:write' })
  @Answers(AddressView, 201)
  addAddress(@Param('id', uuidParam) id: string, @Body() body: AddressBody) {
    return this.customers.addAddressTo(id, body);
  }

  /** Shows a customer at a glance: assets with warranty, last requests, open orders and owner. What an agent needs when the telephone rings. */
  @Get(':id/glance')
  @Policy({ roles: ['agent', 'dispatcher', 'supervisor'], scope: 'requests:read' })
  @Answers(CustomerGlance)
  atGlance(@Param('id', uuidParam) id: string) {
    return this.glance.ofCustomer(id);
  }
}
