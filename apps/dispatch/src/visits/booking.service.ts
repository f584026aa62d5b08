import { Injectable } from '@nestjs/common';
import { uuidv7 } from '#common/database/uuid.js';
import { insertUnlessThere } from '#common/database/entity-rows.js';
import { Transactions } from '#common/database/transactions.js';
import { VisitScheduled } from '#common/events/visit-scheduled.js';
import { Outbox } from '#common/messaging/outbox.js';
import { Timers } from '#common/messaging/timers.js';
import { Clock } from '#common/runtime/clock.js';
import type { VisitOverride } from '../core/visits/overrides.js';
import { overdueAt } from '../core/visits/visit-times.js';
import type { OrderInWork } from '../orders/order-in-work.js';
import { placeOf } from '../orders/order-place.js';
import type { RepairOrder } from '../orders/repair-order.entity.js';
import { Visit } from './visit.entity.js';

/** Who comes when. */
export interface Appointment {
  siteId: string;
  technicianId: string;
  startMs: number;
  finishMs: number;
  /** Local day of the site. */
  day: string;
  travelSeconds: number;
  travelMetres: number;
  /** What the person who chose it has allowed. */
  overrides?: VisitOverride[];
}

/** Books visits; the exclusion constraint of the table has the last word on who is free. */
@Injectable()
export class BookingService {
  constructor(
    private readonly transactions: Transactions,
    private readonly outbox: Outbox,
    private readonly timers: Timers,
    private readonly clock: Clock,
  ) {}

  /** Books a visit for an order that is ready, accepted or waiting for parts; false when the technician is booked at that time. */
  async book(work: OrderInWork, appointment: Appointment, reason: string | null = null): Promise<boolean> {
    const { order } = work;
    const visit = visitOf(order, appointment);
    if (!(await insertUnlessThere(this.transactions.manager, Visit, visit))) return false;
    const now = this.clock.now();
    Object.assign(order, { siteId: visit.siteId, technicianId: visit.technicianId, visitId: visit.id });
    order.keptSiteId = visit.siteId;
    order.acceptedAt ??= now;
    work.move('scheduled', { for: 'technician', until: visit.startAt }, now, reason);
    await this.timers.set('visit-overdue', visit.id, overdueAt(visit.finishAt));
    await this.outbox.publish(VisitScheduled, scheduled(order, visit));
    return true;
  }
}

function visitOf(order: RepairOrder, appointment: Appointment): Visit {
  const startAt = new Date(appointment.startMs);
  const window = order.windows.find(
    ({ from, to }) => Date.parse(from) <= appointment.startMs && appointment.startMs <= Date.parse(to),
  );
  return Object.assign(new Visit(), {
    id: uuidv7(),
    repairOrderId: order.id,
    requestId: order.requestId,
    siteId: appointment.siteId,
    technicianId: appointment.technicianId,
    sequence: order.visits + 1,
    status: 'planned' as const,
    startAt,
    finishAt: new Date(appointment.finishMs),
    day: appointment.day,
    windowFrom: window ? new Date(window.from) : null,
    windowTo: window ? new Date(window.to) : null,
    lon: order.lon,
    lat: order.lat,
    locality: order.locality,
    travelSeconds: appointment.travelSeconds,
    travelMetres: appointment.travelMetres,
    partsUsed: [],
    partsUnused: [],
    steps: [],
    overrides: appointment.overrides ?? [],
    version: 1,
  });
}

function scheduled(order: RepairOrder, visit: Visit): VisitScheduled {
  return {
    visitId: visit.id,
    repairOrderId: order.id,
    requestId: order.requestId,
    siteId: visit.siteId,
    technicianId: visit.technicianId,
    start: visit.startAt.toISOString(),
    finish: visit.finishAt.toISOString(),
    ...(visit.windowFrom &&
      visit.windowTo && { window: { from: visit.windowFrom.toISOString(), to: visit.windowTo.toISOString() } }),
    place: placeOf(order),
    likelyParts: order.likelyParts,
    travelSeconds: visit.travelSeconds,
    travelMetres: visit.travelMetres,
    version: visit.version,
  };
}
