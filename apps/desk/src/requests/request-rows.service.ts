import { Injectable } from '@nestjs/common';
import { selectRows, updateRow } from '#common/database/entity-rows.js';
import { Transactions } from '#common/database/transactions.js';
import type { RequestStatus } from '#common/events/lists.js';
import { RequestDueChanged } from '#common/events/request-due-changed.js';
import { RequestStatusChanged } from '#common/events/request-status-changed.js';
import { notFound, Problem } from '#common/http/problems.js';
import { Outbox } from '#common/messaging/outbox.js';
import { Clock } from '#common/runtime/clock.js';
import { canMove, nextStatuses } from '../core/request-status.js';
import { Timeline } from '../timeline/timeline.service.js';
import { ServiceRequest } from './service-request.entity.js';

/** How a step is told on the timeline. */
export interface Told {
  kind: string;
  at?: Date;
  data?: Record<string, unknown>;
  /** For everybody who hears of the status, so nothing personal. */
  reason?: string;
}

/** Loads requests with a lock, stores them, and moves them along the table of transitions. */
@Injectable()
export class RequestRows {
  constructor(
    private readonly transactions: Transactions,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
    private readonly timeline: Timeline,
  ) {}

  /** The request, locked until the end of the transaction; 404 if the caller may not see it. */
  async locked(id: string): Promise<ServiceRequest> {
    return this.transactions.run(async (manager) => {
      const [request] = await selectRows(manager, ServiceRequest, 'id = $1 FOR NO KEY UPDATE', [id]);
      if (!request) throw notFound('request', id);
      return request;
    });
  }

  /** Writes everything that may change, as a new version. */
  async store(request: ServiceRequest): Promise<void> {
    request.version += 1;
    const { id, number: _, externalId: __, customerId: ___, assetId: ____, ...columns } = request;
    await this.transactions.run(async (manager) =>
      this.transactions.meanwhile(updateRow(manager, ServiceRequest, { id }, columns)),
    );
  }

  /** 409 if the request may not take this step now. */
  requireStep(request: ServiceRequest, to: RequestStatus): void {
    if (canMove(request.status, to)) return;
    const next = nextStatuses(request.status);
    throw new Problem(
      'illegal-transition',
      `request ${request.number} is ${request.status} and cannot become ${to}; possible: ${next.join(', ') || 'nothing'}`,
      { state: request.status },
    );
  }

  /** Takes one step of the table: stores the row, tells the timeline and everybody who hears. */
  async move(request: ServiceRequest, to: RequestStatus, told: Told): Promise<void> {
    this.requireStep(request, to);
    const from = request.status;
    request.status = to;
    await this.store(request);
    const { kind, at, data } = told;
    await this.timeline.add({ requestId: request.id, kind, from, to, ...(at && { at }), ...(data && { data }) });
    await this.announce(request, from, told.reason);
  }

  /** Publishes the request's status, owner and due time as they are now. */
  async announce(request: ServiceRequest, previousStatus: RequestStatus, reason?: string): Promise<void> {
    await this.outbox.publish(RequestStatusChanged, this.statusEvent(request, previousStatus, reason));
  }

  /** Publishes by when a request that was sent out is due now, and whether that time stands still. */
  async announceDue({ id, dueBy, version }: ServiceRequest, paused: boolean): Promise<void> {
    const at = this.clock.now().toISOString();
    await this.outbox.publish(RequestDueChanged, { requestId: id, dueBy: dueBy.toISOString(), paused, at, version });
  }

  statusEvent(request: ServiceRequest, previousStatus: RequestStatus, reason?: string): RequestStatusChanged {
    const { id, number, status, ownerId, repairOrderId, dueBy, version } = request;
    return {
      requestId: id,
      number,
      status,
      previousStatus,
      ...(ownerId && { ownerId }),
      ...(repairOrderId && { repairOrderId }),
      dueBy: dueBy.toISOString(),
      ...(reason && { reason }),
      at: this.clock.now().toISOString(),
      version,
    };
  }
}
