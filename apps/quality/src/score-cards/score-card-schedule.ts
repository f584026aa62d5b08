import { Injectable } from '@nestjs/common';
import { Transactions } from '#common/database/transactions.js';
import { Timers } from '#common/messaging/timers.js';
import { Clock } from '#common/runtime/clock.js';

export const scoreCardTimer = 'score-card';

const hour = 3_600_000;
/** Transactions of the hour are over by then, so the card misses none of them. */
const grace = 60_000;

/** Sees to it that a site's card is made anew after the hour in which something changed: at most once per site and business hour. */
@Injectable()
export class ScoreCardSchedule {
  /** The last hour for which this process has a timer committed; saves a statement per event. */
  private readonly scheduled = new Map<string, number>();

  constructor(
    private readonly transactions: Transactions,
    private readonly timers: Timers,
    private readonly clock: Clock,
  ) {}

  async changed(siteId: string): Promise<void> {
    const end = (Math.floor(this.clock.now().getTime() / hour) + 1) * hour;
    if (this.scheduled.get(siteId) === end) return;
    const dueAt = new Date(end + grace);
    await this.timers.set(scoreCardTimer, `${siteId}/${dueAt.toISOString()}`, dueAt, { siteId });
    this.transactions.afterCommit(() => this.scheduled.set(siteId, end));
  }
}
