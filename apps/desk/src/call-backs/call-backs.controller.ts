import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Answers, AnswersPage } from '#common/http/answers.js';
import { IfMatch } from '#common/http/caller.js';
import { Policy } from '#common/http/policy.js';
import { uuidParam } from '#common/http/validation.js';
import { WithReason } from '../requests/request.dto.js';
import { AnswerCallBack, CallBackQuery, CallBackView, QuestionView, SettleComplaint } from './call-back.dto.js';
import { CallBackLists } from './call-back-lists.service.js';
import { CallBacks } from './call-backs.service.js';

@ApiTags('Call-backs')
@Controller('api/v1/call-backs')
export class CallBacksController {
  constructor(
    private readonly calls: CallBacks,
    private readonly lists: CallBackLists,
  ) {}

  /** Lists call-backs, the most urgent first. Those that are due if nothing else is asked for. */
  @Get()
  @Policy({ roles: ['agent', 'supervisor', 'quality_engineer'], scope: 'requests:read' })
  @AnswersPage(CallBackView)
  list(@Query() query: CallBackQuery) {
    return this.lists.list(query);
  }

  /** Lists what to ask at a call-back, in both languages. */
  @Get('questions')
  @Policy({ roles: ['agent', 'supervisor', 'quality_engineer'], scope: 'requests:read' })
  @Answers([QuestionView])
  questions() {
    return this.lists.questions();
  }

  /** Shows one call-back with its answers. */
  @Get(':id')
  @Policy({ roles: ['agent', 'supervisor', 'quality_engineer'], scope: 'requests:read' })
  @Answers(CallBackView)
  get(@Param('id', uuidParam) id: string) {
    return this.lists.get(id);
  }

  /**
   * Records what the customer answered. Satisfied: the request closes, unless a complaint holds it. Not satisfied: it is reopened and a further visit
   * requested.
   */
  @Post(':id/answer')
  @HttpCode(200)
  @Policy({ roles: ['agent', 'supervisor'], scope: 'requests:write' })
  @Answers(CallBackView)
  answer(@Param('id', uuidParam) id: string, @Body() body: AnswerCallBack, @IfMatch() seen: number | undefined) {
    return this.calls.answer(id, body, seen);
  }

  /**
   * Gives up a call-back for a reason, such as a customer who cannot be reached. The request closes without an answer, unless a complaint holds it.
   */
  @Post(':id/waive')
  @HttpCode(200)
  @Policy({ roles: ['agent', 'supervisor'], scope: 'requests:write' })
  @Answers(CallBackView)
  waive(@Param('id', uuidParam) id: string, @Body() { reason }: WithReason, @IfMatch() seen: number | undefined) {
    return this.calls.waive(id, reason, seen);
  }

  /** Settles a complaint. The request that it held open can close. */
  @Post(':id/settle-complaint')
  @HttpCode(200)
  @Policy({ roles: ['supervisor'], scope: 'requests:write' })
  @Answers(CallBackView)
  settle(
    @Param('id', uuidParam) id: string,
    @Body() { settlement }: SettleComplaint,
    @IfMatch() seen: number | undefined,
  ) {
    return this.calls.settleComplaint(id, settlement, seen);
  }
}
