import { mandatoryDone, mandatorySteps } from '../core/visits/procedure.js';
import { placeOf } from '../orders/order-place.js';
import type { RepairOrder } from '../orders/repair-order.entity.js';
import type { VisitView } from './visit.dto.js';
import type { Visit } from './visit.entity.js';

const moments = ['departedAt', 'eta', 'arrivedAt', 'diagnosedAt', 'finishedAt'] as const;
const words = ['outcome', 'faultCode', 'causeCode', 'remedyCode', 'note', 'reason', 'pinReason'] as const;

/** A visit with what its technician needs to know of the order. */
export function visitView(visit: Visit, order: RepairOrder): VisitView {
  const { windowFrom, windowTo } = visit;
  const symptomCode = visit.symptomCode ?? order.symptomCode;
  return {
    id: visit.id,
    repairOrderId: order.id,
    orderNumber: order.number,
    requestId: order.requestId,
    customerId: order.customerId,
    assetId: order.assetId,
    siteId: visit.siteId,
    technicianId: visit.technicianId,
    sequence: visit.sequence,
    status: visit.status,
    start: visit.startAt.toISOString(),
    finish: visit.finishAt.toISOString(),
    ...(windowFrom && windowTo && { window: { from: windowFrom.toISOString(), to: windowTo.toISOString() } }),
    place: placeOf(order),
    category: order.category,
    skill: order.skill,
    skillLevel: order.requiredLevel,
    ...(symptomCode && { symptomCode }),
    travelSeconds: visit.travelSeconds,
    travelMetres: visit.travelMetres,
    ...(order.partsAvailableAt && { partsAvailableAt: order.partsAvailableAt.toISOString() }),
    ...momentsOf(visit),
    ...wordsOf(visit),
    partsUsed: visit.partsUsed,
    partsUnused: visit.partsUnused,
    ...(visit.usage && { usage: visit.usage }),
    steps: visit.steps,
    mandatoryStepsDone: mandatoryDone(visit.steps),
    mandatoryStepsTotal: mandatorySteps.length,
    isPinned: visit.isPinned,
    overrides: visit.overrides.map(({ rule, reason }) => ({ rule, reason })),
    version: visit.version,
  };
}

const momentsOf = (visit: Visit): Partial<VisitView> =>
  Object.fromEntries(moments.flatMap((name) => (visit[name] ? [[name, visit[name].toISOString()]] : [])));

const wordsOf = (visit: Visit): Partial<VisitView> =>
  Object.fromEntries(words.flatMap((name) => (visit[name] ? [[name, visit[name]]] : [])));
