import { Injectable } from '@nestjs/common';
import { Transactions } from '#common/database/transactions.js';
import { Timers } from '#common/messaging/timers.js';
import { Clock } from '#common/runtime/clock.js';
import { weekOf } from '../core/weeks.js';

export const chartTimer = 'failure-charts';

const day = 86_400_000;
const grace = 60_000;

/** Sees to it that the charts are looked at after a day on which failures were recorded, and when the week is over. */
@Injectable()
export class AlertSchedule {
  /** The end of the last day for which this process has its timers committed. */
  private scheduled = 0;

  constructor(
    private readonly transactions: Transactions,
    private readonly timers: Timers,
    private readonly clock: Clock,
  ) {}

  async failureRecorded(): Promise<void> {
    const now = this.clock.now();
    const endOfDay = (Math.floor(now.getTime() / day) + 1) * day;
    if (this.scheduled === endOfDay) return;
    for (const end of new Set([endOfDay, weekOf(now).end.getTime()])) {
      const dueAt = new Date(end + grace);
      await this.timers.set(chartTimer, dueAt.toISOString(), dueAt);
    }
    this.transactions.afterCommit(() => (this.scheduled = endOfDay));
  }
}
