import { Body, Controller, Get, HttpCode, Param, Post, Query, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import type { Actor } from '#common/auth/actor.js';
import { Answers, AnswersPage } from '#common/http/answers.js';
import { Caller, IfMatch } from '#common/http/caller.js';
import { Policy } from '#common/http/policy.js';
import { uuidParam } from '#common/http/validation.js';
import { Intake } from './intake.service.js';
import { RequestLists } from './request-lists.service.js';
import { RequestSteps } from './request-steps.service.js';
import {
  ContactOfRequest,
  ReportedView,
  ReportRequest,
  RequestQuery,
  RequestView,
  RequestVisit,
  SolveRemotely,
  TriageBody,
  WithReason,
} from './request.dto.js';

const desk = ['agent', 'supervisor'] as const;
const readers = ['agent', 'supervisor', 'dispatcher', 'site_manager', 'technician', 'quality_engineer'] as const;

@ApiTags('Requests')
@Controller('api/v1/requests')
export class RequestsController {
  constructor(
    private readonly intake: Intake,
    private readonly lists: RequestLists,
    private readonly steps: RequestSteps,
  ) {}

  /**
   * Reports a fault, whatever the channel. 201 for a new request; 200 when the same was reported before (`intake: repeated`) or an open request of
   * this asset has the same fault (`intake: duplicate`; the answer shows that one, and its timeline has the new report). Where no unit is named,
   * `possibleDuplicates` shows what is open at the same telephone number or of the same customer, in the same category and place: nothing is merged.
   */
  @Post()
  @Policy({ roles: [...desk, 'dispatcher'], scope: 'requests:write' })
  @Answers(ReportedView, 201)
  async report(@Body() body: ReportRequest, @Caller() caller: Actor, @Res({ passthrough: true }) reply: FastifyReply) {
    const answer = await this.intake.report(body, caller);
    if (answer.intake !== 'opened') void reply.status(200);
    return answer;
  }

  /** Lists requests, newest first; with `breached` or `atRisk` the most urgent first. */
  @Get()
  @Policy({ roles: readers, scope: 'requests:read' })
  @AnswersPage(RequestView)
  list(@Query() query: RequestQuery, @Caller() caller: Actor) {
    return this.lists.list(query, caller);
  }

  /** Shows one request with its triage and promises, and open requests that may be the same (`possibleDuplicates`). */
  @Get(':id')
  @Policy({ roles: readers, scope: 'requests:read' })
  @Answers(RequestView)
  get(@Param('id', uuidParam) id: string, @Caller() caller: Actor) {
    return this.lists.get(id, caller);
  }

  /** Shows whom to reach and where: name, telephone and street. A site gets them only for a request that it has accepted, a technician only for one to which he comes. */
  @Get(':id/contact')
  @Policy({ roles: ['agent', 'supervisor', 'dispatcher', 'site_manager', 'technician'], scope: 'requests:read' })
  @Answers(ContactOfRequest)
  contact(@Param('id', uuidParam) id: string, @Caller() caller: Actor) {
    return this.lists.contact(id, caller);
  }

  /** Records a look at the request: symptom, urgency, and the likely faults that follow. Counts as the first response. */
  @Post(':id/triage')
  @HttpCode(200)
  @Policy({ roles: desk, scope: 'requests:write' })
  @Answers(RequestView)
  triage(
    @Param('id', uuidParam) id: string,
    @Body() body: TriageBody,
    @Caller() caller: Actor,
    @IfMatch() seen?: number,
  ) {
    return this.steps.look(id, body, caller, seen);
  }

  /** Sends a request out for a visit: dispatch opens a repair order for it. */
  @Post(':id/request-visit')
  @HttpCode(200)
  @Policy({ roles: desk, scope: 'requests:write' })
  @Answers(RequestView)
  visit(
    @Param('id', uuidParam) id: string,
    @Body() body: RequestVisit,
    @Caller() caller: Actor,
    @IfMatch() seen?: number,
  ) {
    return this.steps.requestVisit(id, body, caller, seen);
  }

  /** Solves a request without a visit. It closes at once when the customer has confirmed the solution; otherwise a call-back is due. */
  @Post(':id/solve-remotely')
  @HttpCode(200)
  @Policy({ roles: desk, scope: 'requests:write' })
  @Answers(RequestView)
  solve(
    @Param('id', uuidParam) id: string,
    @Body() body: SolveRemotely,
    @Caller() caller: Actor,
    @IfMatch() seen?: number,
  ) {
    return this.steps.solveRemotely(id, body, caller, seen);
  }

  /** Cancels a request for a reason, and its repair order with it. */
  @Post(':id/cancel')
  @HttpCode(200)
  @Policy({ roles: desk, scope: 'requests:write' })
  @Answers(RequestView)
  cancel(@Param('id', uuidParam) id: string, @Body() { reason }: WithReason, @IfMatch() seen?: number) {
    return this.steps.cancel(id, reason, seen);
  }
}
