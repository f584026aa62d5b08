import { Injectable } from '@nestjs/common';
import type { Actor } from '#common/auth/actor.js';
import { Transactions } from '#common/database/transactions.js';
import { RequestCancelled } from '#common/events/request-cancelled.js';
import { RequestClosed } from '#common/events/request-closed.js';
import type { CloseOutcome } from '#common/events/lists.js';
import { requireVersion } from '#common/http/caller.js';
import { Outbox } from '#common/messaging/outbox.js';
import { Clock } from '#common/runtime/clock.js';
import { CallBackTasks } from '../call-backs/call-back-tasks.service.js';
import { ServiceClocks } from '../service-levels/service-clocks.service.js';
import { Triage } from '../triage/triage.service.js';
import { requestView } from './request-views.js';
import { RequestRows } from './request-rows.service.js';
import type { RequestView, RequestVisit, SolveRemotely, TriageBody } from './request.dto.js';
import type { ServiceRequest } from './service-request.entity.js';
import { VisitRequests } from './visit-requests.service.js';

/** What an agent does with a request until it leaves the desk. */
@Injectable()
export class RequestSteps {
  constructor(
    private readonly transactions: Transactions,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
    private readonly rows: RequestRows,
    private readonly clocks: ServiceClocks,
    private readonly triage: Triage,
    private readonly visits: VisitRequests,
    private readonly tasks: CallBackTasks,
  ) {}

  /** Somebody has looked at it: symptom, urgency and likely faults are known. */
  look(id: string, body: TriageBody, caller: Actor, seen?: number): Promise<RequestView> {
    return this.step(id, 'triaged', seen, async (request) => {
      await this.refine(request, body);
      await this.respond(request, caller);
      const { triage, symptomCode } = request;
      const fault = triage?.likelyFaults[0]?.faultCode;
      await this.rows.move(request, 'triaged', {
        kind: 'triaged',
        data: { ...(symptomCode && { symptomCode }), ...(fault && { likelyFault: fault }) },
      });
    });
  }

  requestVisit(id: string, body: RequestVisit, caller: Actor, seen?: number): Promise<RequestView> {
    this.visits.checkWindows(body.windows ?? []);
    return this.step(id, 'dispatched', seen, async (request) => {
      await this.refine(request, body);
      request.windows = body.windows ?? request.windows;
      request.emergency = body.emergency ?? request.emergency;
      const { skillLevel, durationMinutes } = body;
      if (request.triage) {
        request.triage = {
          ...request.triage,
          ...(skillLevel && { skillLevel }),
          ...(durationMinutes && { durationMinutes }),
        };
      }
      await this.respond(request, caller);
      await this.sendOut(request);
      if (await this.clocks.isPaused(id)) await this.rows.announceDue(request, true);
    });
  }

  /** Moves the request to dispatch, for the next attempt. */
  async sendOut(request: ServiceRequest, previousOrderId?: string): Promise<void> {
    request.attempt += 1;
    request.higherLevelNeeded = false;
    await this.rows.move(request, 'dispatched', { kind: 'visit_requested', data: { attempt: request.attempt } });
    await this.visits.publish(request, previousOrderId);
  }

  solveRemotely(
    id: string,
    { solution, confirmed }: SolveRemotely,
    caller: Actor,
    seen?: number,
  ): Promise<RequestView> {
    return this.step(id, 'solved_remotely', seen, async (request) => {
      const now = this.clock.now();
      request.solution = solution;
      await this.respond(request, caller);
      await this.clocks.stop(request, ['completion', 'next_update', 'arrival'], now); // nobody needs to come
      await this.rows.move(request, 'solved_remotely', { kind: 'solved_remotely', data: { solution, confirmed } });
      if (confirmed) await this.close(request, 'solved_remotely', 'the customer confirmed that it works');
      else await this.tasks.afterRemoteSolution(request, now);
    });
  }

  cancel(id: string, reason: string, seen?: number): Promise<RequestView> {
    return this.step(id, 'cancelled', seen, async (request) => {
      const now = this.clock.now();
      await this.clocks.end(request, now);
      request.closedAt = now;
      await this.rows.move(request, 'cancelled', { kind: 'cancelled', data: { reason }, reason });
      await this.outbox.publish(RequestCancelled, {
        requestId: request.id,
        reason,
        cancelledAt: now.toISOString(),
        version: request.version,
      });
    });
  }

  /** Ends the request; the caller holds its lock. */
  async close(request: ServiceRequest, outcome: CloseOutcome, why: string): Promise<void> {
    const now = this.clock.now();
    await this.clocks.end(request, now);
    Object.assign(request, { outcome, closedAt: now });
    await this.rows.move(request, 'closed', { kind: 'closed', data: { outcome, why } });
    await this.outbox.publish(RequestClosed, {
      requestId: request.id,
      ...(request.repairOrderId && { repairOrderId: request.repairOrderId }),
      outcome,
      closedAt: now.toISOString(),
      version: request.version,
    });
  }

  /** The first agent who acts owns the request from then on, and the customer has had a response. */
  async respond(request: ServiceRequest, caller: Actor): Promise<void> {
    await this.clocks.respond(request, this.clock.now());
    if (!request.ownerId && caller.kind === 'user')
      Object.assign(request, { ownerId: caller.id, ownerName: caller.name });
  }

  private async refine(request: ServiceRequest, { symptomCode, priority, problem }: TriageBody): Promise<void> {
    request.symptomCode = symptomCode ?? request.symptomCode;
    request.priority = priority ?? request.priority;
    request.problem = problem ?? request.problem;
    request.triage = await this.triage.suggest(request.category, request.problem, request.symptomCode);
  }

  private step(
    id: string,
    to: ServiceRequest['status'],
    seen: number | undefined,
    work: (request: ServiceRequest) => Promise<void>,
  ): Promise<RequestView> {
    return this.transactions.run(async () => {
      const request = await this.rows.locked(id);
      this.rows.requireStep(request, to);
      requireVersion(request.version, seen);
      await work(request);
      return requestView(request);
    });
  }
}
