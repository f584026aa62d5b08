import { Controller } from '@nestjs/common';
import {
  RepairOrderCancelled,
  RepairOrderCannotComplete,
  RepairOrderClosed,
  RepairOrderCompleted,
  RepairOrderOpened,
  RepairOrderPartsNeeded,
  RepairOrderStatusChanged,
  RepairOrderSubStatusChanged,
  RepairOrderUrgencyChanged,
  RepairOrderWaitingChanged,
} from '#common/events/index.js';
import { Hears, type MessageInfo } from '#common/messaging/hears.js';
import { BoardWriter } from './board-writer.js';
import { openedOrder, orderStatus, orderUrgency, orderWaiting } from './order-rows.js';

const consumer = 'gateway.orders';

@Controller()
export class OrdersListener {
  constructor(private readonly board: BoardWriter) {}

  @Hears(RepairOrderOpened, consumer)
  opened(event: RepairOrderOpened, info: MessageInfo) {
    return this.board.record(event, info, openedOrder(event));
  }

  @Hears(RepairOrderStatusChanged, consumer)
  statusChanged(event: RepairOrderStatusChanged, info: MessageInfo) {
    return this.board.record(event, info, orderStatus(event));
  }

  @Hears(RepairOrderWaitingChanged, consumer)
  waitingChanged(event: RepairOrderWaitingChanged, info: MessageInfo) {
    return this.board.record(event, info, orderWaiting(event));
  }

  @Hears(RepairOrderUrgencyChanged, consumer)
  urgencyChanged(event: RepairOrderUrgencyChanged, info: MessageInfo) {
    return this.board.record(event, info, orderUrgency(event));
  }

  @Hears(RepairOrderSubStatusChanged, consumer)
  subStatusChanged(event: RepairOrderSubStatusChanged, info: MessageInfo) {
    return this.board.record(event, info);
  }

  @Hears(RepairOrderPartsNeeded, consumer)
  partsNeeded(event: RepairOrderPartsNeeded, info: MessageInfo) {
    return this.board.record(event, info);
  }

  @Hears(RepairOrderCompleted, consumer)
  completed(event: RepairOrderCompleted, info: MessageInfo) {
    return this.board.record(event, info);
  }

  @Hears(RepairOrderCannotComplete, consumer)
  cannotComplete(event: RepairOrderCannotComplete, info: MessageInfo) {
    return this.board.record(event, info);
  }

  @Hears(RepairOrderCancelled, consumer)
  cancelled(event: RepairOrderCancelled, info: MessageInfo) {
    return this.board.record(event, info);
  }

  @Hears(RepairOrderClosed, consumer)
  closed(event: RepairOrderClosed, info: MessageInfo) {
    return this.board.record(event, info);
  }
}
