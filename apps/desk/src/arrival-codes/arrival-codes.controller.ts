import { Body, Controller, HttpCode, Param, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Actor } from '#common/auth/actor.js';
import { Answers } from '#common/http/answers.js';
import { Caller } from '#common/http/caller.js';
import { Policy } from '#common/http/policy.js';
import { uuidParam } from '#common/http/validation.js';
import { ArrivalCodeView, TellArrivalCode } from './arrival-code.dto.js';
import { ArrivalCodes } from './arrival-codes.service.js';

@ApiTags('Requests')
@Controller('api/v1/requests/:id/arrival-code')
export class ArrivalCodesController {
  constructor(private readonly codes: ArrivalCodes) {}

  /**
   * Enters the code that the customer has told at the door. A wrong one is answered with `confirmed: false` and counted: after five wrong ones none counts any
   * more. Those who may read what customers are told cannot enter it.
   */
  @Post()
  @HttpCode(200)
  @Policy({ roles: ['technician', 'site_manager'], scope: 'requests:write' })
  @Answers(ArrivalCodeView)
  tell(@Param('id', uuidParam) id: string, @Body() body: TellArrivalCode, @Caller() caller: Actor) {
    return this.codes.tell(id, body, caller);
  }
}
