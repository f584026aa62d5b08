import { Injectable } from '@nestjs/common';
import type { CannotCompleteReason } from '#common/events/lists.js';
import { RepairOrderCannotComplete } from '#common/events/repair-order-cannot-complete.js';
import { RepairOrderClosed } from '#common/events/repair-order-closed.js';
import { RepairOrderCompleted } from '#common/events/repair-order-completed.js';
import { Outbox } from '#common/messaging/outbox.js';
import { Clock } from '#common/runtime/clock.js';
import { dayMs } from '../core/time/zones.js';
import { mandatoryDone, mandatorySteps } from '../core/visits/procedure.js';
import type { Visit } from '../visits/visit.entity.js';
import type { OrderInWork } from './order-in-work.js';
import { placeOf } from './order-place.js';
import type { RepairOrder } from './repair-order.entity.js';

/** The desk has so long to call the customer back before somebody asks why it has not. */
const callBackDays = 7;

/** How repair orders end. */
@Injectable()
export class OrderEndings {
  constructor(
    private readonly outbox: Outbox,
    private readonly clock: Clock,
  ) {}

  async complete(work: OrderInWork, visit: Visit, technicianLevel: number): Promise<void> {
    work.move('completed', this.waitingForDesk(), this.clock.now());
    await this.outbox.publish(RepairOrderCompleted, report(work.order, visit, technicianLevel));
    await this.closeIfRequestEnded(work);
  }

  async cannotComplete(
    work: OrderInWork,
    visit: Visit,
    technicianLevel: number,
    reason: CannotCompleteReason,
  ): Promise<void> {
    work.move('cannot_complete', this.waitingForDesk(), this.clock.now(), reason);
    await this.outbox.publish(RepairOrderCannotComplete, { ...report(work.order, visit, technicianLevel), reason });
    await this.closeIfRequestEnded(work);
  }

  /** Closes an order that is completed or could not be completed. */
  async close(work: OrderInWork, reason: string): Promise<void> {
    const now = this.clock.now();
    const { id, requestId } = work.order;
    work.move('closed', { for: 'nobody', until: null }, now, reason);
    await this.outbox.publish(RepairOrderClosed, {
      repairOrderId: id,
      requestId,
      closedAt: now.toISOString(),
      version: work.order.version,
    });
  }

  private async closeIfRequestEnded(work: OrderInWork): Promise<void> {
    if (work.order.requestEnded) await this.close(work, 'the request had ended before');
  }

  private waitingForDesk() {
    return { for: 'desk' as const, until: new Date(this.clock.now().getTime() + callBackDays * dayMs) };
  }
}

function report(order: RepairOrder, visit: Visit, technicianLevel: number): RepairOrderCompleted {
  const finishedAt = visit.finishedAt ?? visit.finishAt;
  const { windowFrom, windowTo } = visit;
  return {
    repairOrderId: order.id,
    number: order.number,
    requestId: order.requestId,
    customerId: order.customerId,
    assetId: order.assetId,
    productId: order.productId,
    category: order.category,
    ...(order.batch !== null && { batch: order.batch }),
    ...(order.installedAt && { installedAt: order.installedAt.toISOString() }),
    place: placeOf(order),
    siteId: visit.siteId,
    technicianId: visit.technicianId,
    technicianLevel,
    visitId: visit.id,
    ...codesOf(order, visit),
    predictedFaults: order.likelyFaults,
    partsUsed: visit.partsUsed,
    partsUnused: visit.partsUnused,
    ...(visit.faultFreePartReplaced !== null && { faultFreePartReplaced: visit.faultFreePartReplaced }),
    ...(visit.usage && { usage: visit.usage }),
    visits: order.visits,
    ...(order.previousOrderId !== null && { previousOrderId: order.previousOrderId }),
    reportedAt: order.reportedAt.toISOString(),
    openedAt: order.openedAt.toISOString(),
    ...(order.acceptedAt && { acceptedAt: order.acceptedAt.toISOString() }),
    scheduledStart: visit.startAt.toISOString(),
    arrivedAt: (visit.arrivedAt ?? visit.startAt).toISOString(),
    ...(visit.diagnosedAt && { diagnosedAt: visit.diagnosedAt.toISOString() }),
    finishedAt: finishedAt.toISOString(),
    waitedForPartsSeconds: order.waitedForPartsSeconds,
    travelSeconds: order.travelSeconds,
    travelMetres: order.travelMetres,
    dueBy: order.dueBy.toISOString(),
    ...(windowFrom && windowTo && { window: { from: windowFrom.toISOString(), to: windowTo.toISOString() } }),
    mandatoryStepsDone: mandatoryDone(visit.steps),
    mandatoryStepsTotal: mandatorySteps.length,
    version: order.version,
  };
}

function codesOf(order: RepairOrder, visit: Visit) {
  const symptomCode = visit.symptomCode ?? order.symptomCode;
  return {
    ...(symptomCode !== null && { symptomCode }),
    ...(visit.faultCode !== null && { faultCode: visit.faultCode }),
    ...(visit.causeCode !== null && { causeCode: visit.causeCode }),
    ...(visit.remedyCode !== null && { remedyCode: visit.remedyCode }),
  };
}
