import { Injectable } from '@nestjs/common';
import type { Actor } from '#common/auth/actor.js';
import { Transactions } from '#common/database/transactions.js';
import { requireVersion } from '#common/http/caller.js';
import { Problem } from '#common/http/problems.js';
import { Clock } from '#common/runtime/clock.js';
import { isOpen } from '../core/request-status.js';
import { ServiceClocks } from '../service-levels/service-clocks.service.js';
import { Timeline } from '../timeline/timeline.service.js';
import { requestView } from './request-views.js';
import { RequestRows } from './request-rows.service.js';
import { RequestSteps } from './request-steps.service.js';
import type { NoteBody, RequestView } from './request.dto.js';
import type { ServiceRequest } from './service-request.entity.js';

/** What happens to a request without a change of its status: notes, pauses. */
@Injectable()
export class RequestCare {
  constructor(
    private readonly transactions: Transactions,
    private readonly clock: Clock,
    private readonly rows: RequestRows,
    private readonly clocks: ServiceClocks,
    private readonly steps: RequestSteps,
    private readonly timeline: Timeline,
  ) {}

  /** Stops the clocks for a reason until they are resumed for the same reason. */
  pause(id: string, reason: string, seen?: number): Promise<RequestView> {
    return this.change(id, seen, async (request) => {
      await this.clocks.pause(request, `agent: ${reason}`, this.clock.now());
      await this.rows.store(request);
      await this.timeline.add({ requestId: id, kind: 'clocks_paused', data: { reason } });
      await this.tellDue(request);
    });
  }

  resume(id: string, reason: string, seen?: number): Promise<RequestView> {
    return this.change(id, seen, async (request) => {
      if (!(await this.clocks.resume(request, `agent: ${reason}`, this.clock.now()))) {
        throw new Problem('conflict', `no clock of request ${request.number} stands because of '${reason}'`);
      }
      await this.rows.store(request);
      await this.timeline.add({
        requestId: id,
        kind: 'clocks_resumed',
        data: { reason, dueBy: request.dueBy.toISOString() },
      });
      await this.rows.announce(request, request.status);
      await this.tellDue(request);
    });
  }

  /** Needs no version: a note changes nothing that somebody else could have changed. */
  note(id: string, { text, toCustomer = false }: NoteBody, caller: Actor): Promise<RequestView> {
    return this.transactions.run(async () => {
      const request = await this.rows.locked(id);
      if (toCustomer) {
        await this.steps.respond(request, caller);
        await this.rows.store(request);
      }
      await this.timeline.add({ requestId: id, kind: toCustomer ? 'told_customer' : 'note', data: { text } });
      return requestView(request);
    });
  }

  /** Dispatch goes by the same time as the desk. */
  private async tellDue(request: ServiceRequest): Promise<void> {
    const paused = request.status === 'dispatched' ? await this.clocks.isPaused(request.id) : undefined;
    if (paused !== undefined) await this.rows.announceDue(request, paused);
  }

  private change(
    id: string,
    seen: number | undefined,
    work: (request: ServiceRequest) => Promise<void>,
  ): Promise<RequestView> {
    return this.transactions.run(async () => {
      const request = await this.rows.locked(id);
      if (!isOpen(request.status))
        throw new Problem('illegal-transition', `request ${request.number} is ${request.status}`);
      requireVersion(request.version, seen);
      await work(request);
      return requestView(request);
    });
  }
}
