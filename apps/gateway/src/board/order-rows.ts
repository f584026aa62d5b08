import type {
  RepairOrderOpened,
  RepairOrderStatusChanged,
  RepairOrderUrgencyChanged,
  RepairOrderWaitingChanged,
} from '#common/events/index.js';
import type { BoardRow } from './upsert.js';

export const openedOrder = (event: RepairOrderOpened): BoardRow => ({
  table: 'board_order',
  id: event.repairOrderId,
  version: event.version,
  fixed: {
    number: event.number,
    request_id: event.requestId,
    customer_id: event.customerId,
    asset_id: event.assetId,
    product_id: event.productId,
    category: event.category,
    lon: event.place.lon,
    lat: event.place.lat,
    locality: event.place.locality,
    time_zone: event.place.timeZone,
    skill: event.skill,
    skill_level: event.skillLevel,
    previous_order_id: event.previousOrderId,
    opened_at: event.openedAt,
  },
  first: { priority: event.priority, emergency: event.emergency, due_by: event.dueBy },
  changing: { status: 'draft', status_at: event.openedAt },
});

export const orderStatus = (event: RepairOrderStatusChanged): BoardRow => ({
  table: 'board_order',
  id: event.repairOrderId,
  version: event.version,
  fixed: { number: event.number, request_id: event.requestId },
  changing: {
    status: event.to,
    site_id: event.siteId,
    technician_id: event.technicianId,
    visit_id: event.visitId,
    exception_reasons: event.exceptionReasons,
    waiting_for: event.waitingFor,
    waiting_until: event.waitingUntil,
    status_at: event.at,
  },
});

export const orderWaiting = (event: RepairOrderWaitingChanged): BoardRow =>
  withoutStep(event, {
    exception_reasons: event.exceptionReasons,
    waiting_for: event.waitingFor,
    waiting_until: event.waitingUntil,
  });

export const orderUrgency = (event: RepairOrderUrgencyChanged): BoardRow =>
  withoutStep(event, {
    priority: event.priority,
    emergency: event.emergency,
    due_by: event.dueBy,
    due_paused: event.duePaused,
  });

/** What changes an order that stays in its state: told first, it is a draft until its steps are heard of. */
const withoutStep = (
  { repairOrderId, requestId, version, at }: RepairOrderWaitingChanged | RepairOrderUrgencyChanged,
  changing: Record<string, unknown>,
): BoardRow => ({
  table: 'board_order',
  id: repairOrderId,
  version,
  fixed: { request_id: requestId },
  first: { status: 'draft', status_at: at },
  changing,
});
