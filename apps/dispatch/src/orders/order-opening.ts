import { uuidv7 } from '#common/database/uuid.js';
import type { RepairOrderOpened } from '#common/events/repair-order-opened.js';
import type { VisitRequested } from '#common/events/visit-requested.js';
import { placeOf } from './order-place.js';
import { RepairOrder } from './repair-order.entity.js';

/** The draft of the order that answers a request; `previous` is the one that did not satisfy the customer. */
export function draftOf(event: VisitRequested, previous: RepairOrder | null, now: Date): RepairOrder {
  const { lon, lat, timeZone, country, subdivision, locality } = event.place;
  return Object.assign(new RepairOrder(), {
    id: uuidv7(),
    number: `${event.number.slice(0, 28)}-${event.attempt}`,
    requestId: event.requestId,
    attempt: event.attempt,
    previousOrderId: event.previousOrderId ?? null,
    customerId: event.customerId,
    assetId: event.assetId,
    productId: event.productId,
    category: event.category,
    batch: event.batch ?? null,
    installedAt: event.installedAt ? new Date(event.installedAt) : null,
    lon,
    lat,
    timeZone,
    country,
    subdivision,
    locality,
    symptomCode: event.symptomCode ?? null,
    likelyFaults: event.likelyFaults,
    likelyParts: event.likelyParts,
    skill: event.skill,
    requiredLevel: event.skillLevel,
    certificate: event.certificate ?? null,
    durationMinutes: event.durationMinutes,
    windows: event.windows,
    dueBy: new Date(event.dueBy),
    duePaused: false,
    priority: event.priority,
    emergency: event.emergency,
    underWarranty: event.underWarranty,
    reportedAt: new Date(event.reportedAt),
    openedAt: now,
    ...untouched,
    status: 'draft' as const,
    waitingFor: 'dispatcher' as const,
    waitingUntil: now,
    avoidedTechnicianId: previous?.technicianId ?? null,
    version: 1,
  });
}

const untouched = {
  statusReason: null,
  exceptionReasons: [] as string[],
  exceptionSince: null,
  matchAttempts: 0,
  rankingNumber: 0,
  siteId: null,
  technicianId: null,
  visitId: null,
  offeredTo: [] as string[],
  keptSiteId: null,
  preferredTechnicianId: null,
  acceptedAt: null,
  visits: 0,
  travelSeconds: 0,
  travelMetres: 0,
  partsAvailableAt: null,
  partsNeeded: [],
  partsHeld: [],
  reservationVersion: 0,
  waitingPartsSince: null,
  waitedForPartsSeconds: 0,
  requestEnded: false,
  endedAt: null,
};

export function opened(order: RepairOrder): RepairOrderOpened {
  const { id, number, requestId, customerId, assetId, productId, category, priority, emergency } = order;
  return {
    repairOrderId: id,
    number,
    requestId,
    customerId,
    assetId,
    productId,
    category,
    place: placeOf(order),
    priority,
    emergency,
    dueBy: order.dueBy.toISOString(),
    likelyFaults: order.likelyFaults,
    likelyParts: order.likelyParts,
    skill: order.skill,
    skillLevel: order.requiredLevel,
    ...(order.previousOrderId && { previousOrderId: order.previousOrderId }),
    openedAt: order.openedAt.toISOString(),
    version: 1,
  };
}
