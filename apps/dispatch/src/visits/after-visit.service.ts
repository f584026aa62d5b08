import { Injectable } from '@nestjs/common';
import { RepairOrderPartsNeeded } from '#common/events/repair-order-parts-needed.js';
import { Outbox } from '#common/messaging/outbox.js';
import { Timers } from '#common/messaging/timers.js';
import { Clock } from '#common/runtime/clock.js';
import { dayMs } from '../core/time/zones.js';
import { afterVisit } from '../core/visits/outcomes.js';
import { ExceptionsService } from '../matching/exceptions.service.js';
import { MatchingService } from '../matching/matching.service.js';
import { OrderEndings } from '../orders/order-endings.service.js';
import type { OrderInWork } from '../orders/order-in-work.js';
import type { VisitReport } from './visit-report.js';
import type { Visit } from './visit.entity.js';

/** What becomes of the order when a visit is over. */
@Injectable()
export class AfterVisitService {
  constructor(
    private readonly outbox: Outbox,
    private readonly timers: Timers,
    private readonly clock: Clock,
    private readonly endings: OrderEndings,
    private readonly matching: MatchingService,
    private readonly exceptions: ExceptionsService,
  ) {}

  async visit(work: OrderInWork, visit: Visit, report: VisitReport, level: number): Promise<void> {
    const after = afterVisit(report.outcome, work.order, level, report.levelNeeded);
    switch (after.next) {
      case 'completed':
        return this.endings.complete(work, visit, level);
      case 'cannot_complete':
        return this.endings.cannotComplete(work, visit, level, after.reason);
      case 'waiting_parts':
        return this.waitForParts(work, visit, report);
      case 'other_technician':
        Object.assign(work.order, {
          requiredLevel: after.requiredLevel,
          keptSiteId: null,
          preferredTechnicianId: null,
        });
        return this.again(work, `level ${after.requiredLevel} is needed`);
      case 'same_site_again':
        work.order.preferredTechnicianId = visit.technicianId;
        return this.again(work, report.outcome);
      case 'held':
        return this.hold(work, visit, report);
    }
  }

  /** The order goes on, but nobody is sent before the dispatcher, who reads what the technician wrote, has decided. */
  private async hold(work: OrderInWork, { technicianId }: Visit, { outcome, note }: VisitReport): Promise<void> {
    const now = this.clock.now();
    work.order.preferredTechnicianId = technicianId;
    const reason = `${outcome}: ${note ?? ''}`.slice(0, 500);
    work.move('ready', { for: 'dispatcher', until: now }, now, reason);
    await this.exceptions.hold(work);
  }

  /** Finds the next visit for an order whose last one did not end it. */
  async again(work: OrderInWork, reason: string): Promise<void> {
    const now = this.clock.now();
    work.move('ready', { for: 'dispatcher', until: now }, now, reason);
    await this.matching.place(work);
  }

  private async waitForParts(work: OrderInWork, visit: Visit, { partsMissing }: VisitReport): Promise<void> {
    const { order } = work;
    const now = this.clock.now();
    const until = new Date(now.getTime() + dayMs);
    Object.assign(order, {
      partsNeeded: partsMissing,
      partsAvailableAt: null,
      waitingPartsSince: now,
      keptSiteId: visit.siteId,
      preferredTechnicianId: visit.technicianId,
    });
    work.move('waiting_parts', { for: 'inventory', until }, now);
    await this.timers.set('parts-due', order.id, until);
    await this.outbox.publish(RepairOrderPartsNeeded, {
      repairOrderId: order.id,
      requestId: order.requestId,
      siteId: visit.siteId,
      technicianId: visit.technicianId,
      lines: partsMissing,
      version: order.version,
    });
  }
}
