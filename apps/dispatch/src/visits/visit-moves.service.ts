import { Injectable } from '@nestjs/common';
import type { Actor } from '#common/auth/actor.js';
import { brokenConstraint } from '#common/database/errors.js';
import { Transactions } from '#common/database/transactions.js';
import { VisitMissed } from '#common/events/visit-missed.js';
import { VisitRescheduled } from '#common/events/visit-rescheduled.js';
import { Problem } from '#common/http/problems.js';
import { Outbox } from '#common/messaging/outbox.js';
import { Timers } from '#common/messaging/timers.js';
import { Clock } from '#common/runtime/clock.js';
import { dayMs } from '../core/time/zones.js';
import type { SayableRule } from '../core/visits/overrides.js';
import { overdueAt } from '../core/visits/visit-times.js';
import { ExceptionsService } from '../matching/exceptions.service.js';
import type { OrderInWork } from '../orders/order-in-work.js';
import { OrderWriter } from '../orders/order-writer.js';
import { AfterVisitService } from './after-visit.service.js';
import { AppointmentsService } from './appointments.service.js';
import type { Appointment } from './booking.service.js';
import { VisitCancellations } from './visit-cancellations.service.js';
import { VisitChanges } from './visit-changes.service.js';
import { visitKeys } from './visit-events.js';
import { Visit } from './visit.entity.js';

/** A site that lets so many visits of an order pass does not keep it. */
const missesOfSite = 2;

/** Visits that do not go as planned: moved, cancelled, missed. */
@Injectable()
export class VisitMoves {
  constructor(
    private readonly transactions: Transactions,
    private readonly outbox: Outbox,
    private readonly timers: Timers,
    private readonly clock: Clock,
    private readonly writer: OrderWriter,
    private readonly changes: VisitChanges,
    private readonly appointments: AppointmentsService,
    private readonly cancellations: VisitCancellations,
    private readonly exceptions: ExceptionsService,
    private readonly after: AfterVisitService,
  ) {}

  /** Moves a planned visit to another time or to another technician of the site, or changes how long its order takes. */
  async reschedule(
    id: string,
    wish: {
      start: Date;
      technicianId?: string;
      durationMinutes?: number;
      reason: string;
      overrides?: readonly SayableRule[];
    },
    seen: number | undefined,
    caller: Actor,
  ): Promise<Visit> {
    return this.changes.change(id, 'planned', seen, caller, async (work, visit) => {
      const technicianId = wish.technicianId ?? visit.technicianId;
      work.order.durationMinutes = wish.durationMinutes ?? work.order.durationMinutes;
      const appointment = await this.appointments.of(work.order, {
        ...wish,
        siteId: visit.siteId,
        technicianId,
        allowed: visit.overrides,
      });
      const { windowFrom, windowTo, startAt } = visit;
      const keepsPromise = windowFrom && windowTo && startAt.getTime() === wish.start.getTime();
      await this.move(work, visit, appointment, wish.reason, keepsPromise ? { windowFrom, windowTo } : undefined);
    });
  }

  /** Writes the new appointment of a planned visit, and what the customer is promised if that changes; order and visit are locked. */
  async move(
    work: OrderInWork,
    visit: Visit,
    appointment: Appointment,
    reason: string,
    window?: { windowFrom: Date; windowTo: Date },
  ): Promise<void> {
    const before = { previousStart: visit.startAt.toISOString(), previousTechnicianId: visit.technicianId };
    const startAt = new Date(appointment.startMs);
    const finishAt = new Date(appointment.finishMs);
    const { technicianId, day, travelSeconds, travelMetres } = appointment;
    const kept = technicianId === visit.technicianId ? visit.overrides : [];
    const { overrides = kept } = appointment;
    try {
      const place = { technicianId, startAt, finishAt, day, travelSeconds, travelMetres };
      await this.changes.write(visit, { ...place, overrides, ...window });
    } catch (error) {
      if (brokenConstraint(error) !== 'visit_no_double_booking') throw error;
      throw new Problem(
        'double-booking',
        `the technician is booked at ${startAt.toISOString()}: choose another time or technician`,
      );
    }
    Object.assign(work.order, { technicianId, waitingUntil: startAt });
    await this.timers.set('visit-overdue', visit.id, overdueAt(finishAt));
    await this.outbox.publish(VisitRescheduled, {
      ...visitKeys(visit),
      start: startAt.toISOString(),
      finish: finishAt.toISOString(),
      ...(window && { window: { from: window.windowFrom.toISOString(), to: window.windowTo.toISOString() } }),
      ...before,
      reason,
      version: visit.version,
    });
    await this.exceptions.wakeForFreeTime(before.previousTechnicianId);
  }

  /** Gives a visit up; the order finds another one, at the same site if it can. */
  async cancel(id: string, reason: string, seen: number | undefined, caller: Actor): Promise<Visit> {
    return this.changes.change(id, 'cancelled', seen, caller, async (work, visit) => {
      await this.cancellations.cancelLive(work, reason);
      Object.assign(visit, { status: 'cancelled', reason, version: visit.version + 1 });
      await this.after.again(work, reason);
    });
  }

  /** The visit did not take place: the customer or the technician was not there. It is booked again. */
  async miss(id: string, reason: string, seen: number | undefined, caller: Actor): Promise<Visit> {
    return this.changes.change(id, 'missed', seen, caller, (work, visit) => this.missNow(work, visit, reason));
  }

  /**
   * Long after its end nobody has reported the visit's end: one that never began is missed, one that began is the dispatcher's to look into. An
   * alarm may be handled long after its time; one of before the visit was moved says nothing about where it is now, which has an alarm of its own.
   */
  async overdue(id: string, alarmAt: Date): Promise<void> {
    await this.transactions.run(async (manager) => {
      const found = await manager.findOneBy(Visit, { id });
      if (!found) return;
      const work = await this.writer.lock(manager, found.repairOrderId);
      const visit = await this.changes.lock(manager, id);
      if (overdueAt(visit.finishAt) > alarmAt) return;
      if (visit.status === 'planned') await this.missNow(work, visit, 'nobody reported a departure');
      else if (visit.status === 'en_route' || visit.status === 'on_site') await this.askDispatcher(work, visit);
      else return;
      await this.writer.save(manager, work);
    });
  }

  private async missNow(work: OrderInWork, visit: Visit, reason: string): Promise<void> {
    this.transactions.meanwhile(this.changes.write(visit, { status: 'missed', reason }));
    await this.timers.cancel('visit-overdue', visit.id);
    await this.outbox.publish(VisitMissed, {
      ...visitKeys(visit),
      reason,
      at: this.clock.now().toISOString(),
      version: visit.version,
    });
    const misses = await this.transactions.manager.countBy(Visit, {
      repairOrderId: work.order.id,
      siteId: visit.siteId,
      status: 'missed',
    });
    work.order.preferredTechnicianId = visit.technicianId;
    if (misses >= missesOfSite) Object.assign(work.order, { keptSiteId: null, preferredTechnicianId: null });
    await this.after.again(work, reason);
  }

  private async askDispatcher({ order }: OrderInWork, visit: Visit): Promise<void> {
    const until = new Date(this.clock.now().getTime() + dayMs);
    Object.assign(order, { waitingFor: 'dispatcher', waitingUntil: until });
    await this.timers.set('visit-overdue', visit.id, until);
  }
}
