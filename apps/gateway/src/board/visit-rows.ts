import type { VisitPinChanged, VisitRescheduled, VisitScheduled } from '#common/events/index.js';
import type { BoardRow } from './upsert.js';

export const visitStatuses = ['planned', 'en_route', 'on_site', 'finished', 'missed', 'cancelled'] as const;
export type VisitStatus = (typeof visitStatuses)[number];

interface VisitFact {
  visitId: string;
  repairOrderId: string;
  requestId: string;
  siteId: string;
  technicianId: string;
  version: number;
}

export const scheduledVisit = (event: VisitScheduled): BoardRow => ({
  ...visitStatus(event, 'planned'),
  fixed: {
    ...ids(event),
    lon: event.place.lon,
    lat: event.place.lat,
    locality: event.place.locality,
    travel_seconds: event.travelSeconds,
  },
  first: { start: event.start, finish: event.finish, ...windowOf(event) },
});

export const movedVisit = (event: VisitRescheduled): BoardRow => ({
  ...visitStatus(event, 'planned'),
  changing: {
    status: 'planned',
    technician_id: event.technicianId,
    start: event.start,
    finish: event.finish,
    ...windowOf(event),
  },
});

export const pinnedVisit = (event: VisitPinChanged): BoardRow => ({
  table: 'board_visit',
  id: event.visitId,
  version: event.version,
  fixed: ids(event),
  first: { status: 'planned', technician_id: event.technicianId },
  changing: { is_pinned: event.isPinned, pin_reason: event.reason },
});

/** Where none is told the present one stays. */
const windowOf = ({ window }: Pick<VisitScheduled, 'window'>) =>
  window ? { window_from: window.from, window_to: window.to } : {};

/** A step of the technician or an end; `once` are the columns that only this step says. */
export const visitStatus = (event: VisitFact, status: VisitStatus, once: Record<string, unknown> = {}): BoardRow => ({
  table: 'board_visit',
  id: event.visitId,
  version: event.version,
  fixed: { ...ids(event), ...once },
  changing: { status, technician_id: event.technicianId },
});

const ids = ({ repairOrderId, requestId, siteId }: VisitFact) => ({
  repair_order_id: repairOrderId,
  request_id: requestId,
  site_id: siteId,
});
