import { Injectable } from '@nestjs/common';
import { insertRow } from '#common/database/entity-rows.js';
import { Transactions } from '#common/database/transactions.js';
import { uuidv7 } from '#common/database/uuid.js';
import type { CannotCompleteReason } from '#common/events/lists.js';
import { Timers } from '#common/messaging/timers.js';
import { Clock } from '#common/runtime/clock.js';
import { addWorkingTime } from '../core/service-level/calendar.js';
import type { ServiceRequest } from '../requests/service-request.entity.js';
import { CalendarRow } from '../service-levels/calendar.entity.js';
import { hoursAt } from '../service-levels/service-clocks.service.js';
import { Timeline } from '../timeline/timeline.service.js';
import { CallBack } from './call-back.entity.js';

export const callBackTimer = 'call-back-due';

/** The calendar in which customers may be called, and how soon they are. */
const callBackCalendar = 'call-backs';
const callBackMilliseconds = 2 * 3_600_000;

/** The finished order that the call is about. */
export interface FinishedOrder {
  repairOrderId: string;
  siteId: string;
  technicianId: string;
  arrivedAt: string;
  finishedAt: string;
  reason?: CannotCompleteReason;
}

/** Puts the satisfaction call on somebody's list, with the time by which it is due. */
@Injectable()
export class CallBackTasks {
  constructor(
    private readonly transactions: Transactions,
    private readonly timers: Timers,
    private readonly clock: Clock,
    private readonly timeline: Timeline,
  ) {}

  async afterOrder(request: ServiceRequest, order: FinishedOrder): Promise<void> {
    await this.insert(request, {
      repairOrderId: order.repairOrderId,
      after: order.reason ? 'cannot_complete' : 'completed',
      cannotCompleteReason: order.reason ?? null,
      siteId: order.siteId,
      technicianId: order.technicianId,
      arrivedAt: new Date(order.arrivedAt),
      finishedAt: new Date(order.finishedAt),
    });
  }

  async afterRemoteSolution(request: ServiceRequest, finishedAt: Date): Promise<void> {
    await this.insert(request, { after: 'solved_remotely', finishedAt });
  }

  /** The call was not made in time. */
  overdue(id: string): Promise<void> {
    return this.transactions.run(async (manager) => {
      const { raw } = await manager
        .createQueryBuilder()
        .update(CallBack)
        .set({ overdue: true })
        .where(`id = :id AND status = 'due' AND NOT overdue`, { id })
        .returning('request_id')
        .execute();
      const [row] = raw as { request_id: string }[];
      if (row)
        await this.timeline.add({ requestId: row.request_id, kind: 'call_back_overdue', data: { callBackId: id } });
    });
  }

  private insert(
    request: ServiceRequest,
    task: Partial<CallBack> & Pick<CallBack, 'after' | 'finishedAt'>,
  ): Promise<void> {
    return this.transactions.run(async (manager) => {
      const calendar = await manager.findOneBy(CalendarRow, { code: callBackCalendar });
      const hours = hoursAt(calendar, request.place.timeZone);
      const dueAt = addWorkingTime(hours, this.clock.now(), callBackMilliseconds);
      const { attempt, id: requestId } = request;
      const row = { id: uuidv7(), requestId, attempt, status: 'due', dueAt, ...task } as const;
      this.transactions.meanwhile(insertRow(manager, CallBack, Object.assign(new CallBack(), row)));
      await this.timers.set(callBackTimer, row.id, dueAt);
    });
  }
}
