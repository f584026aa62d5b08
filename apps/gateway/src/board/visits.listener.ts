import { Controller } from '@nestjs/common';
import {
  VisitArrived,
  VisitCancelled,
  VisitEnRoute,
  VisitFinished,
  VisitMissed,
  VisitPinChanged,
  VisitRescheduled,
  VisitScheduled,
} from '#common/events/index.js';
import { Hears, type MessageInfo } from '#common/messaging/hears.js';
import { BoardWriter } from './board-writer.js';
import { movedVisit, pinnedVisit, scheduledVisit, visitStatus } from './visit-rows.js';

const consumer = 'gateway.visits';

@Controller()
export class VisitsListener {
  constructor(private readonly board: BoardWriter) {}

  @Hears(VisitScheduled, consumer)
  scheduled(event: VisitScheduled, info: MessageInfo) {
    return this.board.record(event, info, scheduledVisit(event));
  }

  @Hears(VisitRescheduled, consumer)
  rescheduled(event: VisitRescheduled, info: MessageInfo) {
    return this.board.record(event, info, movedVisit(event));
  }

  @Hears(VisitPinChanged, consumer)
  pinChanged(event: VisitPinChanged, info: MessageInfo) {
    return this.board.record(event, info, pinnedVisit(event));
  }

  @Hears(VisitEnRoute, consumer)
  enRoute(event: VisitEnRoute, info: MessageInfo) {
    return this.board.record(event, info, visitStatus(event, 'en_route', { en_route_at: event.at, eta: event.eta }));
  }

  @Hears(VisitArrived, consumer)
  arrived(event: VisitArrived, info: MessageInfo) {
    return this.board.record(event, info, visitStatus(event, 'on_site', { arrived_at: event.at }));
  }

  @Hears(VisitFinished, consumer)
  finished(event: VisitFinished, info: MessageInfo) {
    const once = { finished_at: event.at, outcome: event.outcome };
    return this.board.record(event, info, visitStatus(event, 'finished', once));
  }

  @Hears(VisitMissed, consumer)
  missed(event: VisitMissed, info: MessageInfo) {
    return this.board.record(event, info, visitStatus(event, 'missed', { reason: event.reason }));
  }

  @Hears(VisitCancelled, consumer)
  cancelled(event: VisitCancelled, info: MessageInfo) {
    return this.board.record(event, info, visitStatus(event, 'cancelled', { reason: event.reason }));
  }
}
