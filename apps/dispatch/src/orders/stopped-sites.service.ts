import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Transactions } from '#common/database/transactions.js';
import { Clock } from '#common/runtime/clock.js';
import { takesOrders } from '../core/sites/site-states.js';
import { dayMs } from '../core/time/zones.js';
import { Site } from '../sites/site.entity.js';
import { Visit } from '../visits/visit.entity.js';
import { AssignmentService } from './assignment.service.js';
import type { OrderInWork } from './order-in-work.js';
import { OrderWriter } from './order-writer.js';

const stopped = 'site-not-active';

/** Orders that a site had accepted before it was suspended or cancelled, and after it was taken on again. */
@Injectable()
export class StoppedSites {
  constructor(
    private readonly transactions: Transactions,
    private readonly clock: Clock,
    private readonly writer: OrderWriter,
    private readonly assignments: AssignmentService,
  ) {}

  /** Looks at one order of a site whose standing has changed. */
  async look(orderId: string): Promise<void> {
    await this.transactions.run(async (manager) => {
      const work = await this.writer.lock(manager, orderId);
      const { status, siteId, exceptionReasons } = work.order;
      const site = siteId ? await manager.findOneBy(Site, { id: siteId }) : null;
      if (!site) return;
      const isStopped = !takesOrders(site.status);
      if (isStopped && status === 'accepted')
        await this.assignments.giveUp(work, `site ${site.code} takes no orders any more`);
      else if (isStopped && status === 'scheduled')
        work.markException([stopped], new Date(this.clock.now().getTime() + dayMs), this.clock.now());
      else if (!isStopped && status === 'scheduled' && exceptionReasons.includes(stopped)) await lift(manager, work);
      else return;
      await this.writer.save(manager, work);
    });
  }
}

/** The visit is as good as any other again. */
async function lift(manager: EntityManager, { order }: OrderInWork): Promise<void> {
  const visit = await manager.findOneByOrFail(Visit, { id: order.visitId ?? '' });
  Object.assign(order, {
    exceptionReasons: [],
    exceptionSince: null,
    waitingFor: 'technician',
    waitingUntil: visit.startAt,
  });
}
