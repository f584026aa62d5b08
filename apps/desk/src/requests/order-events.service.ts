import { Injectable } from '@nestjs/common';
import { prepared } from '#common/database/prepared.js';
import { Transactions } from '#common/database/transactions.js';
import { type RepairOrderStatus, statesAtSite } from '#common/events/lists.js';
import type { RepairOrderCancelled } from '#common/events/repair-order-cancelled.js';
import type { RepairOrderOpened } from '#common/events/repair-order-opened.js';
import type { RepairOrderStatusChanged } from '#common/events/repair-order-status-changed.js';
import { Clock } from '#common/runtime/clock.js';
import { CallBackTasks, type FinishedOrder } from '../call-backs/call-back-tasks.service.js';
import { ServiceClocks, wordKinds } from '../service-levels/service-clocks.service.js';
import { Timeline } from '../timeline/timeline.service.js';
import { RequestRows } from './request-rows.service.js';
import type { ServiceRequest } from './service-request.entity.js';

/** From acceptance on a site serves the request, and may see whom it serves. */
const serving: readonly RepairOrderStatus[] = statesAtSite;
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
    return this.transactions.run(async (manager) => {
      await this.timeline.add({ requestId, kind: 'repair_order_opened', data: { repairOrderId, number } });
      await prepared(manager, takeOrder, [requestId, repairOrderId, version, previousOrderId ?? null]);
    });
  }

  statusChanged(event: RepairOrderStatusChanged): Promise<void> {
    const { requestId, repairOrderId, from, to, reason, waitingFor, exceptionReasons } = event;
    const unsafe = to === 'ready' && exceptionReasons.includes('unsafe');
    return this.transactions.run(async (manager) => {
      const data = { repairOrderId, from, to, waitingFor, ...(reason && { reason }) };
      const at = new Date(event.at);
      await this.timeline.add({ requestId, kind: 'repair_order_status', at, data });
      const known = [requestId, repairOrderId, to, event.version, ...whoServes(event), orderWaitsForCustomer, unsafe];
      const [taken] = await prepared<{ waits: boolean }>(manager, takeStatus, known);
      if (taken && taken.waits !== (waitingFor === 'customer')) await this.waitForCustomer(requestId, !taken.waits, at);
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
      if (!mayBePresent(request, repairOrderId) || request.status !== 'dispatched') {
        return this.timeline.add({ requestId, kind, at, data });
      }
      const repairOrderVersion = Math.max(version, request.repairOrderVersion);
      Object.assign(request, { repairOrderId, siteId, technicianId, repairOrderVersion });
      await this.clocks.stop(request, ['completion', ...wordKinds], at); // whoever did the work has met the customer
      await this.rows.move(request, 'callback_due', { kind, at, data });
      await this.tasks.afterOrder(request, order);
    });
  }

  /** An order that dispatch has given up comes back to the desk; one that the desk has withdrawn is no news. */
  cancelled({ requestId, repairOrderId, reason }: RepairOrderCancelled): Promise<void> {
    return this.transactions.run(async (manager) => {
      const request = await this.rows.locked(requestId);
      const [before] = await prepared(manager, `SELECT WHERE ${isDead('$1', '$2')}`, [requestId, repairOrderId]);
      if (before) return;
      const told = { kind: 'repair_order_cancelled', data: { repairOrderId, reason } };
      if (!mayBePresent(request, repairOrderId) || request.status !== 'dispatched') {
        return this.timeline.add({ requestId, ...told });
      }
      Object.assign(request, {
        repairOrderId: null,
        repairOrderStatus: null,
        repairOrderVersion: 0,
        unsafe: false,
        ...nobodyServes,
      });
      await this.rows.move(request, 'triaged', { ...told, reason: 'the repair order was cancelled' });
    });
  }

  /** A clock that runs again makes everything due later. */
  private async waitForCustomer(requestId: string, waits: boolean, at: Date): Promise<void> {
    const request = await this.rows.locked(requestId);
    const since = at > this.clock.now() ? this.clock.now() : at;
    if (waits) await this.clocks.pause(request, orderWaitsForCustomer, since);
    else await this.clocks.resume(request, orderWaitsForCustomer, since);
    await this.rows.store(request);
    if (!waits) await this.rows.announce(request, request.status);
    const paused = await this.clocks.isPaused(requestId);
    if (paused !== undefined) await this.rows.announceDue(request, paused);
  }
}

// Most of what a request hears is its order's next step: one statement each, without reading the whole request.

/** Whether dispatch has given this order up: what is heard of it later, in whatever order, binds no request to it again. */
const isDead = (requestId: string, orderId: string) => `EXISTS (SELECT FROM timeline_entry
    WHERE request_id = ${requestId} AND kind = 'repair_order_cancelled' AND (data->>'repairOrderId')::uuid = ${orderId})`;

const hasNoLiveOrder = `(repair_order_id IS NULL OR repair_order_status = 'cancelled')`;

const takeOrder = `
  UPDATE service_request
  SET repair_order_id = $2, repair_order_status = 'draft', repair_order_version = $3, version = version + 1
  WHERE id = $1 AND repair_order_id IS DISTINCT FROM $2
    AND (repair_order_id = $4 OR ${hasNoLiveOrder} AND NOT ${isDead('$1', '$2')})`;

/**
 * Answers whether clocks stand still because the order waits for the customer. The news that an order is cancelled binds nobody to it: it comes
 * after the fact itself, often in the same transaction, whose timeline is written only at its end.
 */
const takeStatus = `
  UPDATE service_request
  SET repair_order_id = $2, repair_order_status = $3, repair_order_version = $4, unsafe = $9::boolean, version = version + 1,
    site_id = CASE WHEN $5::boolean THEN coalesce($6::uuid, site_id) END,
    technician_id = CASE WHEN $5::boolean THEN coalesce($7::uuid, technician_id) END
  WHERE id = $1 AND CASE WHEN repair_order_id = $2 THEN repair_order_version <= $4
    ELSE ${hasNoLiveOrder} AND $3 <> 'cancelled' AND NOT ${isDead('$1', '$2')} END
  RETURNING EXISTS (SELECT FROM service_clock WHERE request_id = $1 AND stopped_at IS NULL AND $8 = ANY(pauses)) AS waits`;

const nobodyServes = {
  siteId: null,
  technicianId: null,
  visitId: null,
  visitTechnicianId: null,
  promisedFrom: null,
  promisedTo: null,
} as const;

const mayBePresent = ({ repairOrderId: present, repairOrderStatus }: ServiceRequest, repairOrderId: string) =>
  present === null || present === repairOrderId || repairOrderStatus === 'cancelled';

/** Whether somebody serves the request, and who that is now; null: whoever it was. */
function whoServes({ to, siteId, technicianId }: RepairOrderStatusChanged): [boolean, string | null, string | null] {
  if (to === 'closed') return [true, null, null];
  return serving.includes(to) ? [true, siteId ?? null, technicianId ?? null] : [false, null, null];
}
