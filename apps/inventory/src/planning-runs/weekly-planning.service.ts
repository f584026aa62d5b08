import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { systemActor } from '#common/auth/actor.js';
import { Transactions } from '#common/database/transactions.js';
import { Timers } from '#common/messaging/timers.js';
import { Clock } from '#common/runtime/clock.js';
import { InventorySettings } from '../settings.js';
import { daysOfHistory } from './planning-data.sql.js';
import { PlanningRunsService } from './planning-runs.service.js';

const dayMilliseconds = 86_400_000;
const weekMilliseconds = 7 * dayMilliseconds;
/** Sundays at 20:00 UTC, after the sites have closed and before the review of Monday: so long after 1 January 1970, a Thursday, 00:00. */
const firstMilliseconds = 3 * dayMilliseconds + 20 * 3_600_000;
/** A plan made of less is no better than the first rule. */
const leastDays = 14;

/** Plans all item-locations once a week of the business clock and publishes that. */
@Injectable()
export class WeeklyPlanning implements OnApplicationBootstrap {
  constructor(
    private readonly transactions: Transactions,
    private readonly runs: PlanningRunsService,
    private readonly timers: Timers,
    private readonly clock: Clock,
    private readonly settings: InventorySettings,
  ) {}

  /** The first week; from then on each sets the next. */
  async onApplicationBootstrap(): Promise<void> {
    if (!this.settings.planWeekly) return;
    await this.transactions.run(async (manager) => {
      const [found] = await manager.query<unknown[]>(`SELECT 1 FROM timer WHERE kind = 'planning-week'`);
      if (!found) await this.timers.set('planning-week', 'weekly', this.nextWeek());
    });
  }

  /** A run of last week that has not come to its end is not joined by another one. */
  async start(): Promise<void> {
    if (!this.settings.planWeekly) return;
    await this.transactions.run(async (manager) => {
      await this.timers.set('planning-week', 'weekly', this.nextWeek());
      const [open] = await manager.query<unknown[]>(
        `SELECT 1 FROM planning_run WHERE trigger = 'weekly' AND status IN ('waiting', 'running')`,
      );
      const [history] = await manager.query<[{ days: number | null }]>(daysOfHistory, [
        this.clock.now().toISOString().slice(0, 10),
      ]);
      if (open || (history.days ?? 0) < leastDays) return;
      await this.runs.request({ scope: {}, publishWhenDone: true }, systemActor, 'weekly');
    });
  }

  private nextWeek(): Date {
    const weeks = Math.floor((this.clock.now().getTime() - firstMilliseconds) / weekMilliseconds);
    return new Date((weeks + 1) * weekMilliseconds + firstMilliseconds);
  }
}
