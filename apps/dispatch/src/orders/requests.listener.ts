import { Controller } from '@nestjs/common';
import { RequestCancelled } from '#common/events/request-cancelled.js';
import { RequestClosed } from '#common/events/request-closed.js';
import { RequestDueChanged } from '#common/events/request-due-changed.js';
import { VisitRequested } from '#common/events/visit-requested.js';
import { Hears, type MessageInfo, Wakes } from '#common/messaging/hears.js';
import { OrderUrgency } from './order-urgency.service.js';
import { OrdersService } from './orders.service.js';

/** What the desk says of a request: one consumer, so that the facts of one request come in their order. */
@Controller()
export class RequestsListener {
  constructor(
    private readonly orders: OrdersService,
    private readonly urgency: OrderUrgency,
  ) {}

  @Hears(VisitRequested, 'dispatch.requests')
  visitRequested(event: VisitRequested): Promise<void> {
    return this.orders.open(event);
  }

  @Hears(RequestDueChanged, 'dispatch.requests')
  dueChanged(event: RequestDueChanged): Promise<void> {
    return this.urgency.dueChanged(event);
  }

  @Hears(RequestCancelled, 'dispatch.requests')
  requestCancelled(event: RequestCancelled): Promise<void> {
    return this.orders.requestCancelled(event);
  }

  @Hears(RequestClosed, 'dispatch.requests')
  requestClosed(event: RequestClosed): Promise<void> {
    return this.orders.requestClosed(event);
  }

  @Wakes('match', 'dispatch.exceptions')
  tryAgain(_data: object, { key, occurredAt }: MessageInfo): Promise<void> {
    return this.orders.tryAgain(key, occurredAt);
  }
}
