import { Injectable } from '@nestjs/common';
import { Transactions } from '#common/database/transactions.js';
import { VisitCancelled } from '#common/events/visit-cancelled.js';
import { Outbox } from '#common/messaging/outbox.js';
import { Timers } from '#common/messaging/timers.js';
import { Clock } from '#common/runtime/clock.js';
import { ExceptionsService } from '../matching/exceptions.service.js';
import type { OrderInWork } from '../orders/order-in-work.js';
import { visitMayMove } from '../core/visits/visit-states.js';
import { Visit } from './visit.entity.js';
import { visitKeys } from './visit-events.js';

/** Gives up the booked visit of an order. */
@Injectable()
export class VisitCancellations {
  constructor(
    private readonly transactions: Transactions,
    private readonly outbox: Outbox,
    private readonly timers: Timers,
    private readonly clock: Clock,
    private readonly exceptions: ExceptionsService,
  ) {}

  /** Cancels the order's live visit, if there is one; the freed hour wakes orders that lack time. */
  async cancelLive({ order }: OrderInWork, reason: string): Promise<void> {
    const { manager } = this.transactions;
    if (order.visitId === null) return;
    const visit = await manager.findOne(Visit, { where: { id: order.visitId }, lock: { mode: 'pessimistic_write' } });
    if (!visit || !visitMayMove(visit.status, 'cancelled')) return;
    const version = visit.version + 1;
    await manager.update(Visit, { id: visit.id }, { status: 'cancelled', reason, version });
    await this.timers.cancel('visit-overdue', visit.id);
    await this.outbox.publish(VisitCancelled, {
      ...visitKeys(visit),
      reason,
      at: this.clock.now().toISOString(),
      version,
    });
    await this.exceptions.wakeForFreeTime(visit.technicianId);
  }
}
