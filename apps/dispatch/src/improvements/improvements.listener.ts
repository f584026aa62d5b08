import { Controller } from '@nestjs/common';
import { RepairOrderOpened } from '#common/events/repair-order-opened.js';
import { RepairOrderUrgencyChanged } from '#common/events/repair-order-urgency-changed.js';
import { ReservationDelayed } from '#common/events/reservation-delayed.js';
import { TechnicianChanged } from '#common/events/technician-changed.js';
import { VisitCancelled } from '#common/events/visit-cancelled.js';
import { VisitMissed } from '#common/events/visit-missed.js';
import { VisitRescheduled } from '#common/events/visit-rescheduled.js';
import { Hears } from '#common/messaging/hears.js';
import { DayEvents } from './day-events.service.js';

@Controller()
export class ImprovementsListener {
  constructor(private readonly events: DayEvents) {}

  @Hears(TechnicianChanged, 'dispatch.improvements')
  technicianChanged(event: TechnicianChanged): Promise<void> {
    return this.events.technicianChanged(event);
  }

  @Hears(VisitMissed, 'dispatch.improvements')
  missed(event: VisitMissed): Promise<void> {
    return this.events.missed(event);
  }

  @Hears(VisitCancelled, 'dispatch.improvements')
  cancelled(event: VisitCancelled): Promise<void> {
    return this.events.cancelled(event);
  }

  @Hears(VisitRescheduled, 'dispatch.improvements')
  moved(event: VisitRescheduled): Promise<void> {
    return this.events.moved(event);
  }

  @Hears(ReservationDelayed, 'dispatch.improvements')
  partDelayed(event: ReservationDelayed): Promise<void> {
    return this.events.partDelayed(event);
  }

  @Hears(RepairOrderOpened, 'dispatch.improvements')
  opened(event: RepairOrderOpened): Promise<void> {
    return this.events.urgent(event);
  }

  /** Told also when the clock of an order stops or goes on: while it stands nobody need make room. */
  @Hears(RepairOrderUrgencyChanged, 'dispatch.improvements')
  async urgencyChanged(event: RepairOrderUrgencyChanged): Promise<void> {
    if (!event.duePaused) await this.events.urgent(event);
  }
}
