import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { Transactions } from '#common/database/transactions.js';
import { Timers } from '#common/messaging/timers.js';
import { Clock } from '#common/runtime/clock.js';
import { review } from '../core/planning/review.js';
import { Network } from '../core/stock/network.js';
import { StockDraft } from '../core/stock/stock-draft.js';
import { ReplenishmentService } from '../replenishment/replenishment.service.js';
import { InventorySettings } from '../settings.js';
import { StockLedger } from '../stock/stock-ledger.service.js';
import { type Proposed, ReviewData } from './review-data.js';

const dayMilliseconds = 86_400_000;
/** Parts per transaction: nobody else changes stock meanwhile. */
const partsPerStep = 10;

/** Looks once a day at every part, and at once at a part that has run short: reorder points, proposals, and the orders that need no planner. */
@Injectable()
export class StockReviewService implements OnApplicationBootstrap {
  constructor(
    private readonly transactions: Transactions,
    private readonly data: ReviewData,
    private readonly ledger: StockLedger,
    private readonly replenishment: ReplenishmentService,
    private readonly timers: Timers,
    private readonly clock: Clock,
    private readonly settings: InventorySettings,
  ) {}

  /** The first review of all; from then on each sets the next. */
  async onApplicationBootstrap(): Promise<void> {
    await this.transactions.run(async (manager) => {
      const [found] = await manager.query<unknown[]>(`SELECT 1 FROM timer WHERE kind = 'stock-review'`);
      if (!found) await this.timers.set('stock-review', 'daily', this.nextDay());
    });
  }

  /** Spreads the review of all parts over many small steps. */
  async startDaily(): Promise<void> {
    await this.transactions.run(async (manager) => {
      await this.timers.set('stock-review', 'daily', this.nextDay());
      const parts = await manager.query<{ id: string }[]>(
        `SELECT id FROM part WHERE superseded_by_part_id IS NULL ORDER BY id`,
      );
      for (let from = 0; from < parts.length; from += partsPerStep) {
        const partIds = parts.slice(from, from + partsPerStep).map(({ id }) => id);
        await this.timers.set('stock-review-step', String(from), this.clock.now(), { partIds, withDemand: true });
      }
    });
  }

  /** Reviews some parts; when that is done they are looked at for moves, and then for what a planner should look at. */
  async step(partIds: readonly string[], withDemand: boolean, step: string): Promise<void> {
    await this.transactions.run(async () => {
      await this.review(partIds, withDemand);
      await this.timers.set('stock-moves-step', step, this.clock.now(), { partIds });
    });
  }

  /** Reviews some parts; without demand the reorder points stay as they are. */
  async review(partIds: readonly string[], withDemand: boolean): Promise<void> {
    await this.transactions.run(async () => {
      await this.ledger.lock();
      const input = await this.data.load(partIds, withDemand);
      const { policies, orders } = review(input);
      const partOf = new Map(input.parts.map((part) => [part.id, part]));
      const proposed = orders.map((order): Proposed => {
        const { unitCostMinor = 0, currency = '' } = partOf.get(order.partId) ?? {};
        return { ...order, valueMinor: order.quantity * unitCostMinor, currency };
      });
      const approved = proposed.filter((order) => this.needsNoPlanner(order));
      await this.data.savePolicies(policies);
      const left = proposed.filter((order) => !approved.includes(order));
      await this.data.saveProposals([...partOf.keys()], left);
      await this.replenishment.place(new StockDraft(input.levels), new Network(input.places, input.lanes), approved);
      if (!withDemand && approved.length > 0) await this.tellWaiting([...input.headOf.keys()]);
    });
  }

  /** Orders that wait for these parts can be told a better time now. */
  private async tellWaiting(partIds: readonly string[]): Promise<void> {
    for (const partId of partIds) await this.timers.set('fill-shortages', partId, this.clock.now());
  }

  /** No money leaves with a transfer between own places; a small purchase is not worth a planner's minute. */
  private needsNoPlanner({ kind, valueMinor }: Proposed): boolean {
    return kind === 'transfer' || valueMinor <= this.settings.approveBelowMinor;
  }

  private nextDay(): Date {
    return new Date((Math.floor(this.clock.now().getTime() / dayMilliseconds) + 1) * dayMilliseconds);
  }
}
