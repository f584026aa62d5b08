import { coarsePlaceOf, placeOf } from './order-place.js';
import type { OrderView } from './order.dto.js';
import type { RepairOrder } from './repair-order.entity.js';

const ids = ['previousOrderId', 'siteId', 'technicianId', 'visitId'] as const;
const words = ['symptomCode', 'certificate', 'statusReason'] as const;
const moments = ['waitingUntil', 'acceptedAt', 'partsAvailableAt', 'endedAt'] as const;

/** An order for a reader; `coarsely` for a site that has not accepted it: not exactly where, nor whose it is, nor what others said of it. */
export function orderView(order: RepairOrder, coarsely: boolean): OrderView {
  return {
    id: order.id,
    number: order.number,
    requestId: order.requestId,
    attempt: order.attempt,
    ...(!coarsely && { customerId: order.customerId, assetId: order.assetId }),
    productId: order.productId,
    category: order.category,
    place: coarsely ? coarsePlaceOf(order) : placeOf(order),
    likelyFaults: order.likelyFaults,
    likelyParts: order.likelyParts,
    skill: order.skill,
    skillLevel: order.requiredLevel,
    durationMinutes: order.durationMinutes,
    windows: order.windows,
    dueBy: order.dueBy.toISOString(),
    duePaused: order.duePaused,
    priority: order.priority,
    emergency: order.emergency,
    underWarranty: order.underWarranty,
    status: order.status,
    exceptionReasons: order.exceptionReasons,
    waitingFor: order.waitingFor,
    partsNeeded: order.partsNeeded,
    visits: order.visits,
    reportedAt: order.reportedAt.toISOString(),
    openedAt: order.openedAt.toISOString(),
    version: order.version,
    ...known(order, coarsely),
  };
}

function known(order: RepairOrder, coarsely: boolean): Partial<OrderView> {
  const isShown = (name: string) => !coarsely || name !== 'statusReason';
  const texts = [...ids, ...words].flatMap((name) =>
    order[name] !== null && isShown(name) ? [[name, order[name]]] : [],
  );
  const times = moments.flatMap((name) => (order[name] ? [[name, order[name].toISOString()]] : []));
  return Object.fromEntries([...texts, ...times]) as Partial<OrderView>;
}
