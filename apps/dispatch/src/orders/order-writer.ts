import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { systemActor } from '#common/auth/actor.js';
import { insertRow, selectRows, updateRow } from '#common/database/entity-rows.js';
import { prepared } from '#common/database/prepared.js';
import { Transactions } from '#common/database/transactions.js';
import { RepairOrderStatusChanged } from '#common/events/repair-order-status-changed.js';
import { RepairOrderUrgencyChanged } from '#common/events/repair-order-urgency-changed.js';
import { RepairOrderWaitingChanged } from '#common/events/repair-order-waiting-changed.js';
import { notFound } from '#common/http/problems.js';
import { Outbox } from '#common/messaging/outbox.js';
import { Clock } from '#common/runtime/clock.js';
import { currentContext } from '#common/runtime/context.js';
import type { Transition } from '../core/orders/order-change.js';
import { urgencyOf } from '../core/orders/urgency.js';
import { OrderInWork } from './order-in-work.js';
import { RepairOrder } from './repair-order.entity.js';

/**
 * Locks and saves repair orders. Order of locks, for every use case of dispatch: the repair order's row first, then its offer, then its
 * visit. Nobody locks two orders but who publishes a day plan: he takes them in the order of their ids, and moves nothing before he has them
 * all. That is what makes parallel acceptances queue up instead of dead-locking.
 */
@Injectable()
export class OrderWriter {
  constructor(
    private readonly transactions: Transactions,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
  ) {}

  /** Locks an order for the rest of the transaction. */
  async lock(manager: EntityManager, id: string): Promise<OrderInWork> {
    const [order] = await selectRows(manager, RepairOrder, 'id = $1 FOR NO KEY UPDATE', [id]);
    if (!order) throw notFound('repair order', id);
    return new OrderInWork(order);
  }

  /**
   * Saves the order, adds its steps to the history and publishes them, and who must act next and how urgent it is if that has changed without a
   * step.
   */
  async save(manager: EntityManager, work: OrderInWork): Promise<void> {
    const { order, steps, isNew, waitsAnew, urgencyChanged, durationChanged } = work;
    if (waitsAnew || urgencyChanged) order.version += 1;
    if (isNew) await insertRow(manager, RepairOrder, order);
    else {
      const columns = {
        ...changing(order),
        ...(urgencyChanged && urgencyOf(order)),
        ...(durationChanged && { durationMinutes: order.durationMinutes }),
      };
      this.transactions.meanwhile(updateRow(manager, RepairOrder, { id: order.id }, columns));
    }
    if (steps.length > 0) await this.tell(manager, order, steps);
    if (waitsAnew) await this.outbox.publish(RepairOrderWaitingChanged, waitingChanged(order, this.clock.now()));
    if (urgencyChanged) await this.outbox.publish(RepairOrderUrgencyChanged, urgencyTold(order, this.clock.now()));
  }

  private async tell(manager: EntityManager, order: RepairOrder, steps: readonly Transition[]): Promise<void> {
    const history = JSON.stringify(steps.map((step) => told(order, step)));
    this.transactions.meanwhile(prepared(manager, insertHistory, [history]));
    await this.outbox.publishAll(
      RepairOrderStatusChanged,
      steps.map((step) => statusChanged(order, step)),
    );
  }
}

/** The columns that change after the order was opened. */
function changing(order: RepairOrder): Partial<RepairOrder> {
  const {
    status, statusReason, exceptionReasons, exceptionSince, matchAttempts, rankingNumber, waitingFor, waitingUntil, siteId,
    technicianId, visitId, offeredTo, windows,
    keptSiteId, preferredTechnicianId, avoidedTechnicianId, acceptedAt, visits, travelSeconds, travelMetres,
    requiredLevel, partsAvailableAt, partsNeeded, partsHeld, reservationVersion, waitingPartsSince, waitedForPartsSeconds, requestEnded, endedAt,
    version,
  } = order; // prettier-ignore
  return {
    status, statusReason, exceptionReasons, exceptionSince, matchAttempts, rankingNumber, waitingFor, waitingUntil, siteId,
    technicianId, visitId, offeredTo, windows,
    keptSiteId, preferredTechnicianId, avoidedTechnicianId, acceptedAt, visits, travelSeconds, travelMetres,
    requiredLevel, partsAvailableAt, partsNeeded, partsHeld, reservationVersion, waitingPartsSince, waitedForPartsSeconds, requestEnded, endedAt,
    version,
  }; // prettier-ignore
}

interface Told extends Transition {
  orderId: string;
  actorId: string;
  actorName: string;
}

function told({ id }: RepairOrder, step: Transition): Told {
  const actor = currentContext()?.actor ?? systemActor;
  return { ...step, orderId: id, actorId: actor.id, actorName: actor.name };
}

/** Planned once: a COMMIT that carries it has it planned anew each time, for longer than it runs. */
const insertHistory = `
  INSERT INTO repair_order_transition
    (repair_order_id, from_status, to_status, reason, site_id, technician_id, waiting_for, waiting_until, at, version, actor_id, actor_name)
  SELECT s."orderId", s."from", s."to", s.reason, s."siteId", s."technicianId", s."waitingFor", s."waitingUntil", s.at, s.version,
    s."actorId", s."actorName"
  FROM jsonb_to_recordset($1::jsonb) AS s ("orderId" uuid, "from" text, "to" text, reason text,
    "siteId" uuid, "technicianId" uuid, "waitingFor" text, "waitingUntil" timestamptz, at timestamptz, version integer,
    "actorId" uuid, "actorName" text)`;

function statusChanged(order: RepairOrder, step: Transition): RepairOrderStatusChanged {
  return {
    repairOrderId: order.id,
    number: order.number,
    requestId: order.requestId,
    from: step.from,
    to: step.to,
    ...(step.reason && { reason: step.reason }),
    ...(step.siteId && { siteId: step.siteId }),
    ...(step.technicianId && { technicianId: step.technicianId }),
    ...(step.visitId && { visitId: step.visitId }),
    exceptionReasons: step.exceptionReasons,
    waitingFor: step.waitingFor,
    ...(step.waitingUntil && { waitingUntil: step.waitingUntil.toISOString() }),
    at: step.at.toISOString(),
    version: step.version,
  };
}

const waitingChanged = (order: RepairOrder, now: Date): RepairOrderWaitingChanged => ({
  repairOrderId: order.id,
  requestId: order.requestId,
  ...(order.siteId && { siteId: order.siteId }),
  exceptionReasons: order.exceptionReasons,
  waitingFor: order.waitingFor,
  ...(order.waitingUntil && { waitingUntil: order.waitingUntil.toISOString() }),
  at: now.toISOString(),
  version: order.version,
});

const urgencyTold = (order: RepairOrder, now: Date): RepairOrderUrgencyChanged => ({
  repairOrderId: order.id,
  requestId: order.requestId,
  ...(order.siteId && { siteId: order.siteId }),
  priority: order.priority,
  emergency: order.emergency,
  dueBy: order.dueBy.toISOString(),
  duePaused: order.duePaused,
  at: now.toISOString(),
  version: order.version,
});
