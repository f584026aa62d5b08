import { Injectable } from '@nestjs/common';
import type { Actor } from '#common/auth/actor.js';
import { Transactions } from '#common/database/transactions.js';
import { requireVersion } from '#common/http/caller.js';
import { Problem, invalid, notFound } from '#common/http/problems.js';
import { Timers } from '#common/messaging/timers.js';
import { Clock } from '#common/runtime/clock.js';
import { type Milestone, refusal } from '../core/replenishment/milestones.js';
import { StockLedger } from '../stock/stock-ledger.service.js';
import type { MilestoneReport } from './replenishment-order.dto.js';
import { ReceiptsService } from './receipts.service.js';
import { ReplenishmentOrder } from './replenishment-order.entity.js';

interface Told {
  milestone: Milestone | null;
}

/** What suppliers and carriers report of an order, and when it will come from then on. */
@Injectable()
export class MilestonesService {
  constructor(
    private readonly transactions: Transactions,
    private readonly ledger: StockLedger,
    private readonly timers: Timers,
    private readonly clock: Clock,
    private readonly receipts: ReceiptsService,
  ) {}

  /** Writes down a milestone or another date. Repair orders that wait for the part hear of it when it comes later or sooner. */
  async report(id: string, report: MilestoneReport, caller: Actor, seen: number | undefined): Promise<void> {
    const { milestone = null, note = null } = report;
    const now = this.clock.now();
    const at = report.at ? new Date(report.at) : now;
    if (milestone === null && !report.eta) throw invalid('milestone', 'is needed, or another eta');
    if (at > now) throw invalid('at', `must not be in the future, not ${report.at}`);
    await this.transactions.run(async (manager) => {
      await this.ledger.lock();
      const order = await manager.findOne(ReplenishmentOrder, { where: { id }, lock: { mode: 'pessimistic_write' } });
      if (!order) throw notFound('replenishment order', id);
      if (order.status === 'received') throw new Problem('illegal-transition', 'all pieces have been received');
      const told = await manager.query<Told[]>(
        `SELECT milestone FROM replenishment_milestone WHERE replenishment_order_id = $1 ORDER BY number`,
        [id],
      );
      const there = told.flatMap((one) => (one.milestone ? [one.milestone] : []));
      const refused = milestone && refusal(there, milestone);
      if (refused) throw new Problem('illegal-transition', refused);
      requireVersion(order.version, seen);
      if (at < order.orderedAt)
        throw invalid('at', `must not be before the order of ${order.orderedAt.toISOString()}, not ${report.at}`);
      const eta = report.eta ? new Date(report.eta) : order.eta;
      if (eta < at)
        throw invalid('eta', `must not be before ${at.toISOString()}, not ${report.eta ?? eta.toISOString()}`);
      await manager.query(
        `INSERT INTO replenishment_milestone (replenishment_order_id, number, milestone, at, eta, note, author, entered_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
        [id, told.length + 1, milestone, at, eta, note, caller.name, now],
      );
      const isMoved = eta.getTime() !== order.eta.getTime();
      await manager.update(ReplenishmentOrder, { id }, { eta, version: order.version + 1 });
      if (isMoved) await this.tellMoved(order, eta, milestone, note);
    });
  }

  private async tellMoved(
    { id, partId, fromLocationId }: ReplenishmentOrder,
    eta: Date,
    milestone: Milestone | null,
    note: string | null,
  ) {
    await this.receipts.expect([{ fromLocationId, eta }]);
    const reason = `the delivery is expected ${eta.toISOString().slice(0, 10)}${milestone ? `, ${milestone}` : ''}${note ? `: ${note}` : ''}`;
    await this.timers.set('supply-moved', id, this.clock.now(), { partId, reason: reason.slice(0, 500) });
    await this.timers.set('planning-exceptions-step', `eta ${id}`, this.clock.now(), { partIds: [partId] });
  }
}
