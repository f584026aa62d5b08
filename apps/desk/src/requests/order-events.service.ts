import { Injectable } from '@nestjs/common';
import { Transactions } from '#common/database/transactions.js';
import type { RepairOrderStatus } from '#common/events/lists.js';
import type { RepairOrderCancelled } from '#common/events/repair-order-cancelled.js';
import type { RepairOrderOpened } from '#common/events/repair-order-opened.js';
import type { RepairOrderStatusChanged } from '#common/events/repair-order-status-changed.js';
import { Clock } from '#common/runtime/clock.js';
import { CallBackTasks, type FinishedOrder } from '../call-backs/call-back-tasks.service.js';
import { ServiceClocks } from '../service-levels/service-clocks.service.js';
import { Timeline } from '../timeline/timeline.service.js';
import { RequestRows } from './request-rows.service.js';
import type { ServiceRequest } from './service-request.entity.js';

/** From acceptance on a site serves the request, and may see whom it serves. */
const serving: readonly RepairOrderStatus[] = [
  'accepted',
  'scheduled',
  'en_route',
  'on_site',
  'waiting_parts',
  'completed',
  'cannot_complete',
];
const orderWaitsForCustomer = 'the order waits for the customer';

/** What dispatch tells about the repair order of a request. An order that is not the request's present one is only told on the timeline. */
@Injectable()
export class OrderEvents {
  constructor(
    private readonly transactions: Transactions,
    private readonly clock: Clock,
    private readonly rows: RequestRows,
    private readonly clocks: ServiceClocks,
    private readonly tasks: CallBackTasks,
    private readonly timeline: Timeline,
  ) {}

  opened({ requestId, repairOrderId, number, previousOrderId, version }: RepairOrderOpened): Promise<void> {
    return this.transactions.run(async () => {
      const request = await this.rows.locked(requestId);
      await this.timeline.add({ requestId, kind: 'repair_order_opened', data: { repairOrderId, number } });
      if (request.repairOrderId && request.repairOrderId !== previousOrderId) return;
      Object.assign(request, { repairOrderId, repairOrderStatus: 'draft', repairOrderVersion: version });
      await this.rows.store(request);
    });
  }

  statusChanged(event: RepairOrderStatusChanged): Promise<void> {
    const { requestId, repairOrderId, from, to, reason, waitingFor } = event;
    return this.transactions.run(async () => {
      const request = await this.rows.locked(requestId);
      const data = { repairOrderId, from, to, waitingFor, ...(reason && { reason }) };
      await this.timeline.add({ requestId, kind: 'repair_order_status', at: new Date(event.at), data });
      if (!isPresent(request, repairOrderId) || event.version < request.repairOrderVersion) return;
      Object.assign(
        request,
        { repairOrderId, repairOrderStatus: to, repairOrderVersion: event.version },
        whoServes(request, event),
      );
      const resumed = await this.waitForCustomer(request, waitingFor === 'customer', new Date(event.at));
      await this.rows.store(request);
      if (resumed) await this.rows.announce(request, request.status);
    });
  }

  /** The work has ended, repaired or not: the customer is called. */
  finished(requestId: string, order: FinishedOrder, version: number): Promise<void> {
    return this.transactions.run(async () => {
      const request = await this.rows.locked(requestId);
      const { repairOrderId, siteId, technicianId, reason } = order;
      const kind = reason ? 'cannot_complete' : 'repaired';
      const data = { repairOrderId, ...(reason && { reason }) };
      const at = new Date(order.finishedAt);
      if (!isPresent(request, repairOrderId) || request.status !== 'dispatched') {
        return this.timeline.add({ requestId, kind, at, data });
      }
      const repairOrderVersion = Math.max(version, request.repairOrderVersion);
      Object.assign(request, { repairOrderId, siteId, technicianId, repairOrderVersion });
      await this.clocks.stop(request, 'completion', at);
      await this.rows.move(request, 'callback_due', { kind, at, data });
      await this.tasks.afterOrder(request, order);
    });
  }

  /** An order that dispatch has given up comes back to the desk; one that the desk has withdrawn is no news. */
  cancelled({ requestId, repairOrderId, reason }: RepairOrderCancelled): Promise<void> {
    return this.transactions.run(async () => {
      const request = await this.rows.locked(requestId);
      const told = { kind: 'repair_order_cancelled', data: { repairOrderId, reason } };
      if (!isPresent(request, repairOrderId) || request.status !== 'dispatched') {
        return this.timeline.add({ requestId, ...told });
      }
      Object.assign(request, {
        repairOrderId: null,
        repairOrderStatus: null,
        repairOrderVersion: 0,
        ...nobodyServes,
      });
      await this.rows.move(request, 'triaged', { ...told, reason: 'the repair order was cancelled' });
    });
  }

  /** Answers whether a clock runs again: then everything is due later. */
  private async waitForCustomer(request: ServiceRequest, waits: boolean, at: Date): Promise<boolean> {
    const since = at > this.clock.now() ? this.clock.now() : at;
    if (!waits) return this.clocks.resume(request, orderWaitsForCustomer, since);
    await this.clocks.pause(request, orderWaitsForCustomer, since);
    return false;
  }
}

const nobodyServes = { siteId: null, technicianId: null, visitId: null, promisedFrom: null, promisedTo: null };

const isPresent = (request: ServiceRequest, repairOrderId: string) =>
  request.repairOrderId === null || request.repairOrderId === repairOrderId;

function whoServes(
  request: ServiceRequest,
  { to, siteId, technicianId }: RepairOrderStatusChanged,
): Partial<ServiceRequest> {
  if (to === 'closed') return {};
  if (!serving.includes(to)) return { siteId: null, technicianId: null };
  return { siteId: siteId ?? request.siteId, technicianId: technicianId ?? request.technicianId };
}
