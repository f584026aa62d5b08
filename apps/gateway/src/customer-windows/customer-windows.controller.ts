import { Body, Controller, Get, HttpCode, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Answers } from '#common/http/answers.js';
import { WithoutIdempotencyKey } from '#common/http/idempotency.interceptor.js';
import { LinkToken } from '#common/http/link-token.js';
import { OpenToAll } from '#common/http/policy.js';
import { ChooseWindow, CustomerWindow } from './customer-window.dto.js';
import { CustomerWindows } from './customer-windows.service.js';

const why = 'the link in X-Callout-Link opens one request and nothing else';

@ApiTags('Customer links')
@Controller('api/v1/customer-link')
export class CustomerWindowsController {
  constructor(private readonly windows: CustomerWindows) {}

  /** Lists when somebody could come to the customer of a link in the next seven days, the earliest first. */
  @Get('windows')
  @OpenToAll(why)
  @Answers([CustomerWindow])
  list(@LinkToken() token?: string) {
    return this.windows.list(token);
  }

  /** Books a window for the customer of a link: the first, or another one. Safe to repeat with the same `choiceId`. 409 when it has gone meanwhile. */
  @Post('window')
  @HttpCode(200)
  @OpenToAll(why)
  @WithoutIdempotencyKey()
  @Answers(CustomerWindow)
  choose(@Body() body: ChooseWindow, @LinkToken() token?: string) {
    return this.windows.choose(token, body);
  }
}
