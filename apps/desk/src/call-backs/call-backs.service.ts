import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { selectRows, updateRow } from '#common/database/entity-rows.js';
import { Transactions } from '#common/database/transactions.js';
import { CallBackAnswered } from '#common/events/call-back-answered.js';
import { RequestReopened } from '#common/events/request-reopened.js';
import { requireVersion } from '#common/http/caller.js';
import { notFound, Problem } from '#common/http/problems.js';
import { Outbox } from '#common/messaging/outbox.js';
import { Timers } from '#common/messaging/timers.js';
import { Clock } from '#common/runtime/clock.js';
import { ArrivalCodes } from '../arrival-codes/arrival-codes.service.js';
import { afterAnswer, afterWaiver, type CallBackConsequence } from '../core/call-back.js';
import { Customer } from '../customers/customer.entity.js';
import { RequestRows } from '../requests/request-rows.service.js';
import { RequestSteps } from '../requests/request-steps.service.js';
import type { ServiceRequest } from '../requests/service-request.entity.js';
import { ServiceClocks } from '../service-levels/service-clocks.service.js';
import { Timeline } from '../timeline/timeline.service.js';
import { callBackView } from './call-back-views.js';
import type { AnswerCallBack, CallBackView } from './call-back.dto.js';
import { CallBack } from './call-back.entity.js';
import { callBackTimer } from './call-back-tasks.service.js';

interface Open {
  manager: EntityManager;
  request: ServiceRequest;
  call: CallBack;
}

/** What the customer says after the work, and what follows from it. */
@Injectable()
export class CallBacks {
  constructor(
    private readonly transactions: Transactions,
    private readonly outbox: Outbox,
    private readonly timers: Timers,
    private readonly clock: Clock,
    private readonly rows: RequestRows,
    private readonly steps: RequestSteps,
    private readonly clocks: ServiceClocks,
    private readonly timeline: Timeline,
    private readonly codes: ArrivalCodes,
  ) {}

  answer(id: string, given: AnswerCallBack, seen?: number): Promise<CallBackView> {
    return this.settle(id, 'due', seen, async ({ manager, request, call }) => {
      const answer = { ...given, ...(await this.timesBorneOut(given, call)) };
      const complaint = answer.complaint ?? false;
      await this.save(manager, call, { ...answer, complaint, status: 'answered', answeredAt: this.clock.now() });
      await this.timeline.add({
        requestId: request.id,
        kind: 'call_back_answered',
        data: { callBackId: id, ...answer },
      });
      await this.publish(call);
      const held = complaint || (await complaintOpen(manager, request.id));
      await this.follow(request, call, afterAnswer(call, answer.satisfied, held));
    });
  }

  /** The customer cannot be reached, or does not want to be called. */
  waive(id: string, reason: string, seen?: number): Promise<CallBackView> {
    return this.settle(id, 'due', seen, async ({ manager, request, call }) => {
      await this.save(manager, call, { status: 'waived', waiveReason: reason, answeredAt: this.clock.now() });
      await this.timeline.add({ requestId: request.id, kind: 'call_back_waived', data: { callBackId: id, reason } });
      await this.follow(request, call, afterWaiver(call, await complaintOpen(manager, request.id)));
    });
  }

  /** The complaint is dealt with: what it held open may go on. */
  settleComplaint(id: string, settlement: string, seen?: number): Promise<CallBackView> {
    return this.settle(id, 'complaint', seen, async ({ manager, request, call }) => {
      await this.save(manager, call, { complaintSettledAt: this.clock.now(), complaintSettlement: settlement });
      await this.timeline.add({
        requestId: request.id,
        kind: 'complaint_settled',
        data: { callBackId: id, settlement },
      });
      const last = await lastCall(manager, request.id);
      if (!last || last.status === 'due' || !['callback_due', 'solved_remotely'].includes(request.status)) return;
      const held = await complaintOpen(manager, request.id);
      const next = last.status === 'waived' ? afterWaiver(last, held) : afterAnswer(last, last.satisfied ?? true, held);
      await this.follow(request, last, next);
    });
  }

  /** Who was not asked about the times, but has told the code at the door, has confirmed them. */
  private async timesBorneOut(
    { timesConfirmed }: AnswerCallBack,
    { requestId, arrivedAt }: CallBack,
  ): Promise<{ timesConfirmed?: true }> {
    if (typeof timesConfirmed === 'boolean' || !arrivedAt) return {};
    return (await this.codes.confirms(requestId, arrivedAt)) ? { timesConfirmed: true } : {};
  }

  private async follow(request: ServiceRequest, call: CallBack, next: CallBackConsequence): Promise<void> {
    if (next.step === 'close') return this.steps.close(request, next.outcome, `call-back ${call.status}`);
    if (next.step === 'reopen') return this.reopen(request, call);
    return this.timeline.add({ requestId: request.id, kind: 'held_by_complaint', data: { callBackId: call.id } });
  }

  /** A new attempt with a new clock; after a repair order another one is asked for at once. */
  private async reopen(request: ServiceRequest, call: CallBack): Promise<void> {
    const now = this.clock.now();
    await this.clocks.reopen(request, await this.gradeOf(request), now);
    Object.assign(request, {
      siteId: null,
      technicianId: null,
      visitId: null,
      visitTechnicianId: null,
      promisedFrom: null,
      promisedTo: null,
    });
    const reason = 'the customer is not satisfied';
    await this.rows.move(request, 'reopened', { kind: 'reopened', data: { callBackId: call.id }, reason });
    if (!call.repairOrderId) return;
    await this.outbox.publish(RequestReopened, {
      requestId: request.id,
      repairOrderId: call.repairOrderId,
      reason,
      reopenedAt: now.toISOString(),
      version: request.version,
    });
    await this.steps.sendOut(request, call.repairOrderId);
  }

  private async publish(call: CallBack): Promise<void> {
    const { id, requestId, repairOrderId, satisfied, complaint, version } = call;
    const { siteId, technicianId, quality, punctuality, attitude, timesConfirmed, workConfirmed } = call;
    if (!repairOrderId) return; // nobody's work is judged by a remote solution
    await this.outbox.publish(CallBackAnswered, {
      callBackId: id,
      requestId,
      repairOrderId,
      ...(siteId && { siteId }),
      ...(technicianId && { technicianId }),
      satisfied: satisfied ?? false,
      ...(quality !== null && { quality }),
      ...(punctuality !== null && { punctuality }),
      ...(attitude !== null && { attitude }),
      ...(timesConfirmed !== null && { timesConfirmed }),
      ...(workConfirmed !== null && { workConfirmed }),
      complaint,
      answeredAt: this.clock.now().toISOString(),
      version,
    });
  }

  private async save(manager: EntityManager, call: CallBack, change: Partial<CallBack>): Promise<void> {
    Object.assign(call, change, { version: call.version + 1 });
    this.transactions.meanwhile(updateRow(manager, CallBack, { id: call.id }, { ...change, version: call.version }));
    if (change.status) await this.timers.cancel(callBackTimer, call.id);
  }

  private settle(
    id: string,
    what: 'due' | 'complaint',
    seen: number | undefined,
    work: (open: Open) => Promise<void>,
  ): Promise<CallBackView> {
    return this.transactions.run(async (manager) => {
      const [found] = await selectRows(manager, CallBack, 'id = $1', [id]);
      if (!found) throw notFound('call-back', id);
      const request = await this.rows.locked(found.requestId);
      const [call = found] = await selectRows(manager, CallBack, 'id = $1', [id]);
      if (what === 'due' && call.status !== 'due') {
        throw new Problem('illegal-transition', `call-back ${id} is ${call.status} already`, { state: call.status });
      }
      if (what === 'complaint' && (!call.complaint || call.complaintSettledAt)) {
        throw new Problem('illegal-transition', `call-back ${id} has no open complaint`);
      }
      requireVersion(call.version, seen);
      await work({ manager, request, call });
      return callBackView(call);
    });
  }

  private gradeOf({ customerId }: ServiceRequest): Promise<string> {
    return this.transactions.run(
      async (manager) => (await manager.findOneByOrFail(Customer, { id: customerId })).grade,
    );
  }
}

async function complaintOpen(manager: EntityManager, requestId: string): Promise<boolean> {
  const open = await manager.query<unknown[]>(
    `SELECT FROM call_back WHERE request_id = $1 AND complaint AND complaint_settled_at IS NULL LIMIT 1`,
    [requestId],
  );
  return open.length > 0;
}

const lastCall = (manager: EntityManager, requestId: string) =>
  manager.findOne(CallBack, { where: { requestId }, order: { attempt: 'DESC', id: 'DESC' } });
