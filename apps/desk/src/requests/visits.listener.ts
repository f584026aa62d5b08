import { Controller } from '@nestjs/common';
import { VisitArrived } from '#common/events/visit-arrived.js';
import { VisitCancelled } from '#common/events/visit-cancelled.js';
import { VisitEnRoute } from '#common/events/visit-en-route.js';
import { VisitFinished } from '#common/events/visit-finished.js';
import { VisitMissed } from '#common/events/visit-missed.js';
import { VisitRescheduled } from '#common/events/visit-rescheduled.js';
import { VisitScheduled } from '#common/events/visit-scheduled.js';
import { Hears, type MessageInfo } from '#common/messaging/hears.js';
import { VisitEvents } from './visit-events.service.js';

const consumer = 'desk.visits';

@Controller()
export class VisitsListener {
  constructor(private readonly visits: VisitEvents) {}

  @Hears(VisitScheduled, consumer)
  scheduled(event: VisitScheduled, info: MessageInfo): Promise<void> {
    return this.visits.scheduled(event, info.occurredAt);
  }

  @Hears(VisitRescheduled, consumer)
  rescheduled(event: VisitRescheduled, info: MessageInfo): Promise<void> {
    return this.visits.rescheduled(event, info.occurredAt);
  }

  @Hears(VisitEnRoute, consumer)
  enRoute({ requestId, visitId, at, eta }: VisitEnRoute): Promise<void> {
    return this.visits.told(requestId, 'visit_en_route', visitId, at, eta ? { eta } : {});
  }

  @Hears(VisitArrived, consumer)
  arrived(event: VisitArrived): Promise<void> {
    return this.visits.arrived(event);
  }

  @Hears(VisitFinished, consumer)
  finished(event: VisitFinished): Promise<void> {
    return this.visits.finished(event);
  }

  @Hears(VisitMissed, consumer)
  missed(event: VisitMissed): Promise<void> {
    return this.visits.fellThrough(event, 'visit_missed');
  }

  @Hears(VisitCancelled, consumer)
  cancelled(event: VisitCancelled): Promise<void> {
    return this.visits.fellThrough(event, 'visit_cancelled');
  }
}
