import { Injectable } from '@nestjs/common';
import { ReplenishmentOrderPlaced, ReplenishmentOrderReceived } from '#common/events/index.js';
import type { ReplenishmentKind } from '#common/events/lists.js';
import { Transactions } from '#common/database/transactions.js';
import { uuidv7 } from '#common/database/uuid.js';
import { requireVersion } from '#common/http/caller.js';
import { Problem, invalid, notFound } from '#common/http/problems.js';
import { Outbox } from '#common/messaging/outbox.js';
import { Timers } from '#common/messaging/timers.js';
import { Clock } from '#common/runtime/clock.js';
import { type Network, inTransitId } from '../core/stock/network.js';
import type { StockDraft } from '../core/stock/stock-draft.js';
import { LeadTimesService } from '../lanes/lead-times.service.js';
import { InventorySettings } from '../settings.js';
import { StockLedger } from '../stock/stock-ledger.service.js';
import { ReplenishmentOrder } from './replenishment-order.entity.js';

/** What is to be ordered. */
export interface Ordered {
  kind: ReplenishmentKind;
  partId: string;
  fromLocationId: string | null;
  toLocationId: string;
  quantity: number;
}

/** Orders that lift a place's position: placed, under way, received. */
@Injectable()
export class ReplenishmentService {
  constructor(
    private readonly transactions: Transactions,
    private readonly ledger: StockLedger,
    private readonly leadTimes: LeadTimesService,
    private readonly outbox: Outbox,
    private readonly timers: Timers,
    private readonly clock: Clock,
    private readonly settings: InventorySettings,
  ) {}

  /** Places orders and saves the draft; a transfer leaves its source at once. Answers their ids in the given order. */
  async place(stock: StockDraft, network: Network, list: readonly Ordered[]): Promise<string[]> {
    if (list.length === 0) return [];
    const orders = list.map((ordered) => this.open(stock, network, ordered));
    await this.transactions.manager.insert(ReplenishmentOrder, orders);
    await this.ledger.save(stock);
    await this.outbox.publishAll(ReplenishmentOrderPlaced, orders.map(toPlaced));
    if (!this.settings.receiveWhenDue) return orders.map(({ id }) => id);
    for (const { id, eta } of orders) await this.timers.set('replenishment-due', id, eta);
    return orders.map(({ id }) => id);
  }

  /** Books pieces in, all that are still to come if no quantity is given. */
  async receive(id: string, given: number | undefined, seen: number | undefined): Promise<ReplenishmentOrder> {
    return this.transactions.run(async () => {
      const order = await this.lock(id);
      if (!order) throw notFound('replenishment order', id);
      const open = order.quantity - order.received;
      if (open === 0) throw new Problem('illegal-transition', `all ${order.quantity} pieces have been received`);
      requireVersion(order.version, seen);
      const quantity = given ?? open;
      if (quantity > open) throw invalid('quantity', `only ${open} pieces are still to come, not ${quantity}`);
      return this.bookIn(order, quantity);
    });
  }

  /** The order is due: what has not been received is received now, unless it was told meanwhile that it comes later. */
  async due(id: string): Promise<void> {
    await this.transactions.run(async () => {
      const order = await this.lock(id);
      if (order && order.status !== 'received' && order.eta <= this.clock.now())
        await this.bookIn(order, order.quantity - order.received);
    });
  }

  private async lock(id: string): Promise<ReplenishmentOrder | null> {
    await this.ledger.lock();
    const { manager } = this.transactions;
    return manager.findOne(ReplenishmentOrder, { where: { id }, lock: { mode: 'pessimistic_write' } });
  }

  private open(stock: StockDraft, network: Network, ordered: Ordered): ReplenishmentOrder {
    const { kind, partId, fromLocationId, toLocationId, quantity } = ordered;
    const now = this.clock.now();
    const id = uuidv7();
    stock.order(partId, toLocationId, quantity);
    if (fromLocationId !== null) {
      const row = { partId, kind: 'transfer', reason: 'sent to refill', replenishmentOrderId: id } as const;
      stock.move({ ...row, locationId: fromLocationId, quantity: -quantity });
      stock.move({ ...row, locationId: inTransitId, quantity });
    }
    const eta = new Date(now.getTime() + network.travelMilliseconds(partId, fromLocationId, toLocationId));
    const rest = { received: 0, status: 'ordered', orderedAt: now, eta, receivedAt: null, version: 1 } as const;
    return { id, kind, partId, fromLocationId, toLocationId, quantity, ...rest };
  }

  private async bookIn(order: ReplenishmentOrder, quantity: number): Promise<ReplenishmentOrder> {
    const { id, partId, fromLocationId, toLocationId } = order;
    const now = this.clock.now();
    const stock = await this.ledger.draft([partId], [toLocationId, inTransitId]);
    const row = { partId, reason: 'received', replenishmentOrderId: id };
    if (fromLocationId !== null) stock.move({ ...row, kind: 'transfer', locationId: inTransitId, quantity: -quantity });
    stock.move({ ...row, kind: fromLocationId === null ? 'receipt' : 'transfer', locationId: toLocationId, quantity });
    stock.order(partId, toLocationId, -quantity);
    order.received += quantity;
    order.version += 1;
    const isComplete = order.received === order.quantity;
    Object.assign(order, { status: isComplete ? 'received' : 'partly_received', receivedAt: isComplete ? now : null });
    await this.transactions.manager.save(order);
    await this.ledger.save(stock);
    if (isComplete) await this.leadTimes.learn(order, now);
    await this.outbox.publish(ReplenishmentOrderReceived, toReceived(order, quantity, now));
    return order;
  }
}

function toPlaced(order: ReplenishmentOrder): ReplenishmentOrderPlaced {
  const { id, kind, partId, toLocationId, fromLocationId, quantity, eta, version } = order;
  const from = fromLocationId === null ? {} : { fromLocationId };
  return { replenishmentOrderId: id, kind, partId, toLocationId, ...from, quantity, eta: eta.toISOString(), version };
}

function toReceived(order: ReplenishmentOrder, quantity: number, receivedAt: Date): ReplenishmentOrderReceived {
  const { id, partId, toLocationId, version } = order;
  return { replenishmentOrderId: id, partId, toLocationId, quantity, receivedAt: receivedAt.toISOString(), version };
}
