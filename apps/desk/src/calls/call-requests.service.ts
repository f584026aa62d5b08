import { Injectable } from '@nestjs/common';
import type { Actor } from '#common/auth/actor.js';
import { Transactions } from '#common/database/transactions.js';
import { Problem } from '#common/http/problems.js';
import { isOpen } from '../core/request-status.js';
import { RequestRows } from '../requests/request-rows.service.js';
import { RequestSteps } from '../requests/request-steps.service.js';
import type { ServiceRequest } from '../requests/service-request.entity.js';
import { Timeline } from '../timeline/timeline.service.js';
import { CallLists } from './call-lists.service.js';
import { CallRows } from './call-rows.service.js';
import type { CallOfRequest, CallView } from './call.dto.js';
import type { Call } from './call.entity.js';

/** What calls are about. */
@Injectable()
export class CallRequests {
  constructor(
    private readonly transactions: Transactions,
    private readonly rows: CallRows,
    private readonly lists: CallLists,
    private readonly requests: RequestRows,
    private readonly steps: RequestSteps,
    private readonly timeline: Timeline,
  ) {}

  /** Says which request a call is about: what has happened so far goes onto its timeline too, with the time at which it did. */
  link(id: string, { requestId }: CallOfRequest, caller: Actor): Promise<CallView> {
    return this.transactions.run(async () => {
      const call = await this.rows.locked(id);
      if (call.requestId === requestId.toLowerCase()) return this.lists.view(call);
      if (call.requestId)
        throw new Problem('conflict', `call ${call.externalId} is about another request already: ${call.requestId}`);
      const request = await this.requests.locked(requestId);
      await this.tellAgain(call, request.id);
      Object.assign(call, { requestId: request.id, customerIds: [request.customerId] });
      await this.rows.store(call);
      await this.rows.tell(call, 'linked');
      if (call.answeredAt) await this.respond(request, call, caller);
      return this.lists.view(call);
    });
  }

  /** Somebody talks with the customer of a request: that is a response, and who does so first owns the request. */
  async answered(call: Call, caller: Actor): Promise<void> {
    if (call.requestId) await this.respond(await this.requests.locked(call.requestId), call, caller);
  }

  private async tellAgain({ id }: Call, requestId: string): Promise<void> {
    const steps = await this.rows.steps(id);
    await this.timeline.add(
      ...steps.map(({ kind, at, actorName, data }) => ({
        requestId,
        kind: `call_${kind}`,
        at,
        data: { callId: id, ...data, by: actorName },
      })),
    );
  }

  private async respond(request: ServiceRequest, { agentId, agentName }: Call, caller: Actor): Promise<void> {
    if (!isOpen(request.status)) return;
    const agent = agentId ? ({ ...caller, kind: 'user', id: agentId, name: agentName ?? '' } as const) : caller;
    await this.steps.respond(request, agent);
    await this.requests.store(request);
  }
}
