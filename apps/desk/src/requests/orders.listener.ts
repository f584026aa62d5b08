import { Controller } from '@nestjs/common';
import { RepairOrderCancelled } from '#common/events/repair-order-cancelled.js';
import { RepairOrderCannotComplete } from '#common/events/repair-order-cannot-complete.js';
import { RepairOrderCompleted } from '#common/events/repair-order-completed.js';
import { RepairOrderOpened } from '#common/events/repair-order-opened.js';
import { RepairOrderStatusChanged } from '#common/events/repair-order-status-changed.js';
import { Hears, type MessageInfo } from '#common/messaging/hears.js';
import { Notices } from '../notices/notices.service.js';
import { OrderEvents } from './order-events.service.js';

const consumer = 'desk.orders';

@Controller()
export class OrdersListener {
  constructor(
    private readonly orders: OrderEvents,
    private readonly notices: Notices,
  ) {}

  @Hears(RepairOrderOpened, consumer)
  opened(event: RepairOrderOpened): Promise<void> {
    return this.orders.opened(event);
  }

  @Hears(RepairOrderStatusChanged, consumer)
  async statusChanged(event: RepairOrderStatusChanged, { id }: MessageInfo): Promise<void> {
    await this.orders.statusChanged(event);
    await this.notices.orderIs(event, id);
  }

  @Hears(RepairOrderCompleted, consumer)
  async completed(event: RepairOrderCompleted, { id }: MessageInfo): Promise<void> {
    await this.orders.finished(event.requestId, event, event.version);
    await this.notices.finished(event, id);
  }

  @Hears(RepairOrderCannotComplete, consumer)
  async cannotComplete(event: RepairOrderCannotComplete, { id }: MessageInfo): Promise<void> {
    await this.orders.finished(event.requestId, event, event.version);
    await this.notices.notRepaired(event, id);
  }

  @Hears(RepairOrderCancelled, consumer)
  cancelled(event: RepairOrderCancelled): Promise<void> {
    return this.orders.cancelled(event);
  }
}
