import { Controller } from '@nestjs/common';
import { RepairOrderCancelled } from '#common/events/repair-order-cancelled.js';
import { RepairOrderCannotComplete } from '#common/events/repair-order-cannot-complete.js';
import { RepairOrderCompleted } from '#common/events/repair-order-completed.js';
import { RepairOrderOpened } from '#common/events/repair-order-opened.js';
import { RepairOrderStatusChanged } from '#common/events/repair-order-status-changed.js';
import { Hears } from '#common/messaging/hears.js';
import { OrderEvents } from './order-events.service.js';

const consumer = 'desk.orders';

@Controller()
export class OrdersListener {
  constructor(private readonly orders: OrderEvents) {}

  @Hears(RepairOrderOpened, consumer)
  opened(event: RepairOrderOpened): Promise<void> {
    return this.orders.opened(event);
  }

  @Hears(RepairOrderStatusChanged, consumer)
  statusChanged(event: RepairOrderStatusChanged): Promise<void> {
    return this.orders.statusChanged(event);
  }

  @Hears(RepairOrderCompleted, consumer)
  completed(event: RepairOrderCompleted): Promise<void> {
    return this.orders.finished(event.requestId, event, event.version);
  }

  @Hears(RepairOrderCannotComplete, consumer)
  cannotComplete(event: RepairOrderCannotComplete): Promise<void> {
    return this.orders.finished(event.requestId, event, event.version);
  }

  @Hears(RepairOrderCancelled, consumer)
  cancelled(event: RepairOrderCancelled): Promise<void> {
    return this.orders.cancelled(event);
  }
}
