import { Injectable } from '@nestjs/common';
import { Transactions } from '#common/database/transactions.js';
import { requireVersion } from '#common/http/caller.js';
import { Problem } from '#common/http/problems.js';
import { Timers } from '#common/messaging/timers.js';
import { Clock } from '#common/runtime/clock.js';
import { unassigned } from '../core/orders/held.js';
import { hourMs } from '../core/time/zones.js';
import { OfferWithdrawals } from '../offers/offer-withdrawals.service.js';
import { VisitCancellations } from '../visits/visit-cancellations.service.js';
import { OrderWriter } from './order-writer.js';
import type { RepairOrder } from './repair-order.entity.js';

/** Takes orders back to the dispatcher: the way back of an assignment, an offer or a booking. */
@Injectable()
export class Unassignments {
  constructor(
    private readonly transactions: Transactions,
    private readonly clock: Clock,
    private readonly timers: Timers,
    private readonly writer: OrderWriter,
    private readonly offers: OfferWithdrawals,
    private readonly visits: VisitCancellations,
  ) {}

  /** The dispatcher has an hour to decide before the order is tried again as if it were new. One that is nobody's already stays as it is: this may be repeated. */
  async unassign(id: string, reason: string, seen: number | undefined): Promise<RepairOrder> {
    return this.transactions.run(async (manager) => {
      const work = await this.writer.lock(manager, id);
      const { order } = work;
      const { status } = order;
      if (status === 'ready') return order;
      if (status !== 'scheduled' && status !== 'accepted' && status !== 'offered')
        throw new Problem(
          'illegal-transition',
          `repair order ${order.number} is ${status}: only one that is offered, accepted or scheduled can be taken back`,
        );
      requireVersion(order.version, seen);
      if (status === 'offered') await this.offers.withdrawLive(id, 'the dispatcher takes the order back');
      if (status === 'accepted') await this.timers.cancel('assign-due', id);
      if (status === 'scheduled') await this.visits.cancelLive(work, reason);
      const now = this.clock.now();
      const until = new Date(now.getTime() + hourMs);
      // Before the step, so that the board, too, shows it to nobody who no longer has it.
      Object.assign(order, { siteId: null, technicianId: null, visitId: null, keptSiteId: null, acceptedAt: null });
      work.move('ready', { for: 'dispatcher', until }, now, reason);
      work.markException([unassigned], until, now);
      await this.timers.set('match', id, until);
      await this.writer.save(manager, work);
      return order;
    });
  }
}
