import { Injectable } from '@nestjs/common';
import { ReplenishmentOrderPlaced } from '#common/events/index.js';
import type { ReplenishmentKind } from '#common/events/lists.js';
import { Transactions } from '#common/database/transactions.js';
import { uuidv7 } from '#common/database/uuid.js';
import { Outbox } from '#common/messaging/outbox.js';
import { Clock } from '#common/runtime/clock.js';
import { type Network, inTransitId } from '../core/stock/network.js';
import type { StockDraft } from '../core/stock/stock-draft.js';
import { StockLedger } from '../stock/stock-ledger.service.js';
import { ReceiptsService } from './receipts.service.js';
import { ReplenishmentOrder } from './replenishment-order.entity.js';

/** What is to be ordered. */
export interface Ordered {
  kind: ReplenishmentKind;
  partId: string;
  fromLocationId: string | null;
  toLocationId: string;
  quantity: number;
}

/** Places the orders that lift a place's position. */
@Injectable()
export class ReplenishmentService {
  constructor(
    private readonly transactions: Transactions,
    private readonly ledger: StockLedger,
    private readonly receipts: ReceiptsService,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
  ) {}

  /** Places orders and saves the draft; a transfer leaves its source at once. Answers their ids in the given order. */
  async place(stock: StockDraft, network: Network, list: readonly Ordered[]): Promise<string[]> {
    if (list.length === 0) return [];
    const orders = list.map((ordered) => this.open(stock, network, ordered));
    await this.transactions.manager.insert(ReplenishmentOrder, orders);
    await this.ledger.save(stock);
    await this.outbox.publishAll(ReplenishmentOrderPlaced, orders.map(toPlaced));
    await this.receipts.expect(orders);
    return orders.map(({ id }) => id);
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
}

function toPlaced(order: ReplenishmentOrder): ReplenishmentOrderPlaced {
  const { id, kind, partId, toLocationId, fromLocationId, quantity, eta, version } = order;
  const from = fromLocationId === null ? {} : { fromLocationId };
  return { replenishmentOrderId: id, kind, partId, toLocationId, ...from, quantity, eta: eta.toISOString(), version };
}
