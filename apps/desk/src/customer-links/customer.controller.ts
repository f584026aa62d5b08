import { Body, Controller, Get, HttpCode, Post, UseGuards } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Actor } from '#common/auth/actor.js';
import { Answers } from '#common/http/answers.js';
import { Caller } from '#common/http/caller.js';
import { LinkToken } from '#common/http/link-token.js';
import { OpenToAll } from '#common/http/policy.js';
import { CustomerCaller } from './customer-caller.js';
import {
  AddPhoto,
  CustomerAnswer,
  CustomerComment,
  CustomerCommentView,
  CustomerRequestView,
  PhotoView,
} from './customer.dto.js';
import { CustomersPart } from './customers-part.service.js';

const why = 'the link in X-Callout-Link opens one request and nothing else';

@ApiTags('Customer links')
@UseGuards(CustomerCaller)
@Controller('api/v1/customer-link')
export class CustomerController {
  constructor(private readonly customers: CustomersPart) {}

  /** Shows the request of a link to its customer: where it stands, when somebody comes. */
  @Get()
  @OpenToAll(why)
  @Answers(CustomerRequestView)
  see(@LinkToken() token?: string) {
    return this.customers.see(token);
  }

  /**
   * Says whether the customer is satisfied, once. Satisfied: the request closes. Not satisfied: it is reopened and a further visit requested.
   * A second answer is refused with 410.
   */
  @Post('answer')
  @HttpCode(200)
  @OpenToAll(why)
  @Answers(CustomerRequestView)
  answer(@Body() body: CustomerAnswer, @LinkToken() token?: string) {
    return this.customers.answer(token, body);
  }

  /** Adds what the customer wants to say; agents see it on the timeline. */
  @Post('comments')
  @OpenToAll(why)
  @Answers(CustomerCommentView, 201)
  comment(@Body() body: CustomerComment, @LinkToken() token?: string) {
    return this.customers.comment(token, body);
  }

  /** Adds a photo to the request, at most three through one link. */
  @Post('photos')
  @OpenToAll(why)
  @Answers(PhotoView, 201)
  addPhoto(@Body() body: AddPhoto, @Caller() caller: Actor, @LinkToken() token?: string) {
    return this.customers.addPhoto(token, body, caller);
  }
}
