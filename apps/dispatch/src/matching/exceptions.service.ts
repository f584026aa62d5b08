import { Injectable } from '@nestjs/common';
import { Transactions } from '#common/database/transactions.js';
import { Timers } from '#common/messaging/timers.js';
import { Clock } from '#common/runtime/clock.js';
import { exceptionReasons, liftedByFreeTime, tryAgainAt } from '../core/matching/exception-reasons.js';
import type { Ranking } from '../core/matching/rank.js';
import { unassigned, unsafe } from '../core/orders/held.js';
import { dayMs } from '../core/time/zones.js';
import { notHeld } from '../orders/held-orders.js';
import type { OrderInWork } from '../orders/order-in-work.js';

/** A change wakes so many waiting orders at most, the most urgent first; the others have their own timers. */
const wokenAtOnce = 25;

/** Orders that found nobody: they wait for the dispatcher with their reasons and are tried again. */
@Injectable()
export class ExceptionsService {
  constructor(
    private readonly transactions: Transactions,
    private readonly timers: Timers,
    private readonly clock: Clock,
  ) {}

  async wait(work: OrderInWork, { rejected }: Ranking): Promise<void> {
    const now = this.clock.now();
    work.order.matchAttempts += 1;
    const again = tryAgainAt(rejected, work.order.matchAttempts, now);
    const reasons = exceptionReasons(rejected);
    work.markException(reasons.length > 0 ? reasons : ['no-sites'], again, now);
    await this.timers.set('match', work.order.id, again);
  }

  /** The order stands until the dispatcher has decided; it is put before him again every day. */
  async hold(work: OrderInWork): Promise<void> {
    const now = this.clock.now();
    const until = new Date(now.getTime() + dayMs);
    work.markException([unsafe], until, now);
    await this.timers.set('match', work.order.id, until);
  }

  /** A technician's hour became free: orders that only lack time are tried again. */
  async wakeForFreeTime(technicianId: string): Promise<void> {
    await this.wake(
      `exception_reasons && $2 AND skill IN (SELECT skill FROM technician_skill k WHERE technician_id = $3 AND k.level >= required_level)`,
      [[...liftedByFreeTime], technicianId],
    );
  }

  /** Sites or technicians changed: everything that waits is tried again. */
  async wakeAll(): Promise<void> {
    await this.wake('true', []);
  }

  private async wake(condition: string, values: unknown[]): Promise<void> {
    const rows = await this.transactions.manager.query<{ id: string }[]>(
      `SELECT id FROM repair_order WHERE status = 'ready' AND ${notHeld} AND exception_reasons <> '{${unassigned}}' AND ${condition}
        ORDER BY due_by LIMIT $1`,
      [wokenAtOnce, ...values],
    );
    for (const { id } of rows) await this.timers.set('match', id, this.clock.now());
  }
}
