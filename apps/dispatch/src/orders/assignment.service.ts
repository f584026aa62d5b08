import { Injectable } from '@nestjs/common';
import type { Actor } from '#common/auth/actor.js';
import { Transactions } from '#common/database/transactions.js';
import { requireVersion } from '#common/http/caller.js';
import { notFound, Problem } from '#common/http/problems.js';
import { Timers } from '#common/messaging/timers.js';
import { Clock } from '#common/runtime/clock.js';
import { MatchingService } from '../matching/matching.service.js';
import { NetworkService } from '../network/network.service.js';
import { seeAll } from '../network/see-all.js';
import { AcceptanceService } from '../offers/acceptance.service.js';
import { AppointmentsService, type Wish } from '../visits/appointments.service.js';
import type { OrderInWork } from './order-in-work.js';
import { OrderWriter } from './order-writer.js';
import { RepairOrder } from './repair-order.entity.js';

/** Technician and time for an order that a site has accepted, or that the dispatcher places by hand. */
@Injectable()
export class AssignmentService {
  constructor(
    private readonly transactions: Transactions,
    private readonly clock: Clock,
    private readonly timers: Timers,
    private readonly writer: OrderWriter,
    private readonly appointments: AppointmentsService,
    private readonly acceptance: AcceptanceService,
    private readonly matching: MatchingService,
    private readonly network: NetworkService,
  ) {}

  /** The site that accepted names technician and time; the dispatcher may do so for it, and for an order that waits for somebody. */
  async assign(id: string, wish: Omit<Wish, 'siteId'>, seen: number | undefined, caller: Actor): Promise<RepairOrder> {
    return this.transactions.run(async (manager) => {
      const found = await manager.findOneBy(RepairOrder, { id, ...(caller.siteId && { siteId: caller.siteId }) });
      if (!found) throw notFound('repair order', id);
      await seeAll(manager);
      const work = await this.writer.lock(manager, id);
      const { order } = work;
      if (order.status !== 'accepted' && order.status !== 'ready')
        throw new Problem(
          'illegal-transition',
          `repair order ${order.number} is ${order.status}: only an accepted or waiting order can be assigned`,
        );
      requireVersion(order.version, seen);
      const technician = (await this.network.current(manager)).technician(wish.technicianId);
      const siteId = order.status === 'accepted' ? order.siteId : technician?.siteId;
      if (!siteId) throw notFound('technician', wish.technicianId);
      await this.timers.cancel(order.status === 'accepted' ? 'assign-due' : 'match', id);
      const appointment = await this.appointments.of(order, { ...wish, siteId });
      await this.acceptance.book(work, appointment, wish.reason ?? null);
      await this.writer.save(manager, work);
      return order;
    });
  }

  /**
   * The site did not name anybody in time: Callout books its best technician, or the order goes to somebody else. An alarm of before another site
   * accepted takes nothing from that one, which has an alarm of its own.
   */
  async due(id: string, alarmAt: Date): Promise<void> {
    await this.transactions.run(async (manager) => {
      const work = await this.writer.lock(manager, id);
      const { status, waitingUntil } = work.order;
      if (status !== 'accepted' || (waitingUntil && waitingUntil > alarmAt)) return;
      const reason = 'the site named no technician in time';
      if (!(await this.matching.bookAtKeptSite(work, reason))) await this.giveUp(work, reason);
      await this.writer.save(manager, work);
    });
  }

  /** The site that has accepted a locked order does not keep it: it goes to somebody else. */
  async giveUp(work: OrderInWork, reason: string): Promise<void> {
    const now = this.clock.now();
    await this.timers.cancel('assign-due', work.order.id);
    work.move('ready', { for: 'dispatcher', until: now }, now, reason);
    await this.matching.place(work);
  }
}
