import { Controller } from '@nestjs/common';
import { VisitArrived } from '#common/events/visit-arrived.js';
import { VisitCancelled } from '#common/events/visit-cancelled.js';
import { VisitEnRoute } from '#common/events/visit-en-route.js';
import { VisitFinished } from '#common/events/visit-finished.js';
import { VisitMissed } from '#common/events/visit-missed.js';
import { VisitRescheduled } from '#common/events/visit-rescheduled.js';
import { VisitScheduled } from '#common/events/visit-scheduled.js';
import { Hears, type MessageInfo } from '#common/messaging/hears.js';
import { ArrivalCodes } from '../arrival-codes/arrival-codes.service.js';
import { Notices } from '../notices/notices.service.js';
import { VisitEvents } from './visit-events.service.js';

const consumer = 'desk.visits';

@Controller()
export class VisitsListener {
  constructor(
    private readonly visits: VisitEvents,
    private readonly notices: Notices,
    private readonly codes: ArrivalCodes,
  ) {}

  @Hears(VisitScheduled, consumer)
  async scheduled(event: VisitScheduled, info: MessageInfo): Promise<void> {
    await this.visits.scheduled(event, info.occurredAt);
    await this.notices.scheduled(event, info.id);
  }

  @Hears(VisitRescheduled, consumer)
  async rescheduled(event: VisitRescheduled, info: MessageInfo): Promise<void> {
    await this.visits.rescheduled(event, info.occurredAt);
    await this.notices.rescheduled(event, info.id);
  }

  @Hears(VisitEnRoute, consumer)
  async enRoute(event: VisitEnRoute, info: MessageInfo): Promise<void> {
    const { requestId, visitId, at, eta } = event;
    await this.visits.told(requestId, 'visit_en_route', visitId, at, eta ? { eta } : {});
    await this.notices.enRoute(event, info.id, await this.codes.give(requestId, visitId));
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
