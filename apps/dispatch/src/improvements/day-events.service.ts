import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { selectRows } from '#common/database/entity-rows.js';
import { Transactions } from '#common/database/transactions.js';
import type { RepairOrderOpened } from '#common/events/repair-order-opened.js';
import type { ReservationDelayed } from '#common/events/reservation-delayed.js';
import type { TechnicianChanged } from '#common/events/technician-changed.js';
import type { VisitCancelled } from '#common/events/visit-cancelled.js';
import type { VisitMissed } from '#common/events/visit-missed.js';
import type { VisitRescheduled } from '#common/events/visit-rescheduled.js';
import { Clock } from '#common/runtime/clock.js';
import { isHeld } from '../core/orders/held.js';
import type { DayEvent } from '../core/plans/causes.js';
import { nearestAble } from '../core/plans/nearest-site.js';
import { dayMs, isoDay, localDay } from '../core/time/zones.js';
import { NetworkService } from '../network/network.service.js';
import { seeAll } from '../network/see-all.js';
import { RepairOrder } from '../orders/repair-order.entity.js';
import { partsComeLater } from '../parts/parts.service.js';
import { Visit } from '../visits/visit.entity.js';
import { ImprovementRequests } from './improvement-requests.service.js';

/** Days that are farther ahead are for the day plan. */
const aheadMs = dayMs;
const mostVisits = 200;

/** What an order's opening says about it, and its getting more urgent. */
type UrgentNews = Pick<RepairOrderOpened, 'repairOrderId' | 'priority' | 'emergency'>;

/** Which days of which sites are upset by what happened. What concerns only a day farther ahead than tomorrow upsets none. */
@Injectable()
export class DayEvents {
  constructor(
    private readonly transactions: Transactions,
    private readonly clock: Clock,
    private readonly network: NetworkService,
    private readonly requests: ImprovementRequests,
  ) {}

  /** A technician who is absent (or gone) has visits left: all days on which he has some are planned anew. */
  async technicianChanged({ technicianId, siteId }: TechnicianChanged): Promise<void> {
    await this.inAll(async (manager) => {
      const rows = await manager.query<{ day: string }[]>(
        `SELECT DISTINCT v.day::text AS day FROM visit v JOIN technician t ON t.id = v.technician_id
         WHERE v.technician_id = $1 AND v.status = 'planned' AND v.finish_at > $2
           AND (NOT t.active OR EXISTS (SELECT FROM technician_absence a
             WHERE a.technician_id = t.id AND a.from_at < v.finish_at AND a.to_at > v.start_at))
         ORDER BY day LIMIT $3`,
        [technicianId, this.clock.now(), mostVisits],
      );
      if (rows.length === 0) return;
      await this.requests.note({
        siteId,
        days: rows.map(({ day }) => day),
        causes: [{ event: 'technician-absent', at: this.at(), technicianId }],
      });
    });
  }

  /** The hour of a visit that fell away is free. */
  missed({ visitId }: VisitMissed): Promise<void> {
    return this.visitUpset(visitId, 'no-show');
  }

  cancelled({ visitId }: VisitCancelled): Promise<void> {
    return this.visitUpset(visitId, 'cancelled');
  }

  /** The visit of an order whose parts come later has moved: its old hour is free. */
  async moved({ visitId, previousStart, previousTechnicianId, reason }: VisitRescheduled): Promise<void> {
    if (reason !== partsComeLater) return;
    await this.visitUpset(visitId, 'part-late', {
      startMs: Date.parse(previousStart),
      technicianId: previousTechnicianId,
    });
  }

  /** The visit of an order whose parts come later stands where it cannot take place: the site had no later gap. */
  async partDelayed({ repairOrderId, availableAt }: ReservationDelayed): Promise<void> {
    await this.inAll(async (manager) => {
      const [visit] = await selectRows(
        manager,
        Visit,
        `id = (SELECT visit_id FROM repair_order WHERE id = $1) AND status = 'planned' AND start_at < $2`,
        [repairOrderId, availableAt],
      );
      if (visit) await this.visitUpset(visit.id, 'part-late');
    });
  }

  /** An order that is urgent, or has become so, was booked in the first gap, or found none: others may make room. */
  async urgent({ repairOrderId, priority, emergency }: UrgentNews): Promise<void> {
    if (priority !== 'urgent' && !emergency) return;
    await this.inAll(async (manager) => {
      const [order] = await selectRows(manager, RepairOrder, 'id = $1', [repairOrderId]);
      if (!order) return;
      const [visit] = order.visitId ? await selectRows(manager, Visit, 'id = $1', [order.visitId]) : [];
      const cause = { event: 'urgent' as const, at: this.at(), repairOrderId, orderNumber: order.number };
      if (order.status === 'scheduled' && visit)
        await this.requests.note({
          siteId: visit.siteId,
          days: [this.today(order.timeZone), visit.day],
          causes: [{ ...cause, technicianId: visit.technicianId, visitId: visit.id }],
        });
      else if (order.status === 'ready' && order.offeredTo.length === 0 && !isHeld(order)) {
        const site = nearestAble(order, (await this.network.current(manager)).sites);
        const today = site && this.today(site.hours.timeZone);
        const tomorrow = site && isoDay(localDay(site.hours.timeZone, this.clock.now().getTime() + dayMs));
        if (site) await this.requests.note({ siteId: site.id, days: [today ?? '', tomorrow ?? ''], causes: [cause] });
      }
    });
  }

  /** A visit goes on for longer than planned. */
  overrun(visitId: string): Promise<void> {
    return this.visitUpset(visitId, 'overrun');
  }

  private async visitUpset(
    visitId: string,
    event: DayEvent,
    was?: { startMs: number; technicianId: string },
  ): Promise<void> {
    await this.inAll(async (manager) => {
      const [visit] = await selectRows(manager, Visit, 'id = $1', [visitId]);
      if (!visit) return;
      const now = this.clock.now().getTime();
      const startMs = was?.startMs ?? visit.startAt.getTime();
      const isOver = event !== 'overrun' && !was && visit.finishAt.getTime() <= now;
      if (startMs > now + aheadMs || isOver) return;
      const [order] = await selectRows(manager, RepairOrder, 'id = $1', [visit.repairOrderId]);
      if (!order) return;
      const { id, siteId, technicianId, repairOrderId } = visit;
      const cause = { event, at: this.at(), visitId: id, repairOrderId, orderNumber: order.number };
      await this.requests.note({
        siteId,
        days: [was ? isoDay(localDay(order.timeZone, startMs)) : visit.day],
        causes: [{ ...cause, technicianId: was?.technicianId ?? technicianId }],
      });
    });
  }

  private at(): string {
    return this.clock.now().toISOString();
  }

  private today(timeZone: string): string {
    return isoDay(localDay(timeZone, this.clock.now().getTime()));
  }

  private async inAll(work: (manager: EntityManager) => Promise<void>): Promise<void> {
    await this.transactions.run(async (manager) => {
      await seeAll(manager);
      await work(manager);
    });
  }
}
