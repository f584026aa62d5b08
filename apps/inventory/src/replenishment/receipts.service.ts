import { Injectable } from '@nestjs/common';
import { ReplenishmentOrderReceived } from '#common/events/index.js';
import { prepared } from '#common/database/prepared.js';
import { Transactions } from '#common/database/transactions.js';
import { requireVersion } from '#common/http/caller.js';
import { Problem, invalid, notFound } from '#common/http/problems.js';
import type { MessageInfo } from '#common/messaging/hears.js';
import { Outbox } from '#common/messaging/outbox.js';
import { Timers } from '#common/messaging/timers.js';
import { Clock, laterOf } from '#common/runtime/clock.js';
import { inTransitId } from '../core/stock/network.js';
import { type StockDraft, StockRefused } from '../core/stock/stock-draft.js';
import { LeadTimesService } from '../lanes/lead-times.service.js';
import { InventorySettings } from '../settings.js';
import { StockLedger } from '../stock/stock-ledger.service.js';
import { ReplenishmentOrder } from './replenishment-order.entity.js';

export const dueTimer = 'replenishment-due';
/** Nobody else changes stock while so many orders are booked in. */
const mostAtOnce = 200;

interface Receipt {
  order: ReplenishmentOrder;
  quantity: number;
}

/** What an alarm brings: everything from one source (null: suppliers and own production) that is due at one time, or the order that is its key. */
export interface DueDelivery {
  fromLocationId?: string | null;
  eta?: string;
}

/** Books in what was ordered: by hand, or by itself when it is due, a source's delivery at a time. */
@Injectable()
export class ReceiptsService {
  constructor(
    private readonly transactions: Transactions,
    private readonly ledger: StockLedger,
    private readonly leadTimes: LeadTimesService,
    private readonly outbox: Outbox,
    private readonly timers: Timers,
    private readonly clock: Clock,
    private readonly settings: InventorySettings,
  ) {}

  /** What these orders bring is booked in by itself when they are due, if the settings say so. */
  async expect(orders: readonly Pick<ReplenishmentOrder, 'fromLocationId' | 'eta'>[]): Promise<void> {
    if (!this.settings.receiveWhenDue) return;
    const deliveries = new Map(orders.map((order) => [keyOf(order), order]));
    for (const [key, { fromLocationId, eta }] of deliveries)
      await this.timers.set(dueTimer, key, eta, { fromLocationId, eta: eta.toISOString() } satisfies DueDelivery);
  }

  /** Books pieces in, all that are still to come if no quantity is given. */
  async receive(id: string, given: number | undefined, seen: number | undefined): Promise<ReplenishmentOrder> {
    return this.transactions.run(async (manager) => {
      await this.ledger.lock();
      const order = await manager.findOne(ReplenishmentOrder, { where: { id }, lock: { mode: 'pessimistic_write' } });
      if (!order) throw notFound('replenishment order', id);
      const open = order.quantity - order.received;
      if (open === 0) throw new Problem('illegal-transition', `all ${order.quantity} pieces have been received`);
      requireVersion(order.version, seen);
      const quantity = given ?? open;
      if (quantity > open) throw invalid('quantity', `only ${open} pieces are still to come, not ${quantity}`);
      const receipts = [{ order, quantity }];
      await this.save(receipts, await this.bookIn(receipts));
      return order;
    });
  }

  /**
   * A delivery is due: what has not been received of it is received now, unless it was told meanwhile that it comes at another time. If one order of it
   * cannot be booked in, each gets an alarm of its own, so that it holds up nobody else.
   */
  async due(delivery: DueDelivery, { key, occurredAt }: MessageInfo): Promise<void> {
    await this.transactions.run(async () => {
      await this.ledger.lock();
      const orders = await this.dueOrders(delivery, key, laterOf(this.clock.now(), occurredAt));
      if (orders.length === 0) return;
      const receipts = orders.map((order) => ({ order, quantity: order.quantity - order.received }));
      const stock = await this.bookable(receipts);
      if (stock) await this.save(receipts, stock);
      else for (const { id } of orders) await this.timers.set(dueTimer, id, this.clock.now());
      if (orders.length === mostAtOnce) await this.timers.set(dueTimer, key, this.clock.now(), delivery);
    });
  }

  private async dueOrders({ fromLocationId, eta }: DueDelivery, key: string, now: Date): Promise<ReplenishmentOrder[]> {
    const { manager } = this.transactions;
    if (eta === undefined) return prepared(manager, dueOrder, [key, now]);
    return prepared(manager, ordersOfDelivery, [fromLocationId, eta]);
  }

  /** The stock after the receipts; undefined if one of several is against what the books say. */
  private async bookable(receipts: readonly Receipt[]): Promise<StockDraft | undefined> {
    try {
      return await this.bookIn(receipts);
    } catch (error) {
      if (receipts.length === 1 || !(error instanceof StockRefused)) throw error;
      return undefined;
    }
  }

  /** Brings the orders up to date; answers the stock after them. */
  private async bookIn(receipts: readonly Receipt[]): Promise<StockDraft> {
    const now = this.clock.now();
    const stock = await this.ledger.draft(
      [...new Set(receipts.map(({ order }) => order.partId))],
      [inTransitId, ...new Set(receipts.map(({ order }) => order.toLocationId))],
    );
    for (const { order, quantity } of receipts) {
      const { id, partId, fromLocationId, toLocationId } = order;
      const row = { partId, reason: 'received', replenishmentOrderId: id };
      const isTransfer = fromLocationId !== null;
      if (isTransfer) stock.move({ ...row, kind: 'transfer', locationId: inTransitId, quantity: -quantity });
      stock.move({ ...row, kind: isTransfer ? 'transfer' : 'receipt', locationId: toLocationId, quantity });
      stock.order(partId, toLocationId, -quantity);
      order.received += quantity;
      order.version += 1;
      const isComplete = order.received === order.quantity;
      Object.assign(order, {
        status: isComplete ? 'received' : 'partly_received',
        receivedAt: isComplete ? now : null,
      });
    }
    return stock;
  }

  private async save(receipts: readonly Receipt[], stock: StockDraft): Promise<void> {
    const now = this.clock.now();
    const orders = receipts.map(({ order }) => order);
    await prepared(this.transactions.manager, saveReceived, [
      orders.map(({ id }) => id),
      orders.map(({ received }) => received),
      orders.map(({ status }) => status),
      now,
    ]);
    await this.ledger.save(stock);
    await this.leadTimes.learn(
      orders.filter(({ status }) => status === 'received'),
      now,
    );
    await this.outbox.publishAll(
      ReplenishmentOrderReceived,
      receipts.map((receipt) => toReceived(receipt, now)),
    );
  }
}

const keyOf = ({ fromLocationId, eta }: Pick<ReplenishmentOrder, 'fromLocationId' | 'eta'>) =>
  `${fromLocationId ?? 'outside'} ${eta.toISOString()}`;

const openOrders = `
  SELECT id, kind, part_id AS "partId", from_location_id AS "fromLocationId", to_location_id AS "toLocationId", quantity, received, status,
    ordered_at AS "orderedAt", eta, received_at AS "receivedAt", version
  FROM replenishment_order WHERE status <> 'received'`;

const ordersOfDelivery = `
  ${openOrders} AND from_location_id IS NOT DISTINCT FROM $1::uuid AND eta = $2 ORDER BY id LIMIT ${mostAtOnce} FOR UPDATE`;

const dueOrder = `${openOrders} AND id = $1 AND eta <= $2 FOR UPDATE`;

const saveReceived = `
  UPDATE replenishment_order AS old
  SET received = new.received, status = new.status, received_at = CASE WHEN new.status = 'received' THEN $4::timestamptz END, version = old.version + 1
  FROM unnest($1::uuid[], $2::integer[], $3::text[]) AS new (id, received, status) WHERE old.id = new.id`;

function toReceived({ order, quantity }: Receipt, receivedAt: Date): ReplenishmentOrderReceived {
  const { id, partId, toLocationId, version } = order;
  return { replenishmentOrderId: id, partId, toLocationId, quantity, receivedAt: receivedAt.toISOString(), version };
}
