import { Injectable } from '@nestjs/common';
import type { Actor } from '#common/auth/actor.js';
import { Transactions } from '#common/database/transactions.js';
import type { Page } from '#common/http/pages.js';
import { Problem, invalid, notFound } from '#common/http/problems.js';
import { faultyId, scrapId } from '../core/stock/network.js';
import type { StockDraft } from '../core/stock/stock-draft.js';
import { listRows } from '../reading/list-rows.js';
import type { StockLevelQuery, StockLevelView } from './stock-level.dto.js';
import { StockLedger } from './stock-ledger.service.js';
import type {
  NewAdjustment,
  NewCount,
  NewReceipt,
  NewWriteOff,
  StockCorrection,
  StockMovementQuery,
  StockMovementView,
} from './stock-movement.dto.js';

interface Item {
  partId: string;
  locationId: string;
}

const largestQuantity = 1_000_000_000;

/** Levels and the ledger for people: looking, counting, correcting. */
@Injectable()
export class StockService {
  constructor(
    private readonly transactions: Transactions,
    private readonly ledger: StockLedger,
  ) {}

  async levels(query: StockLevelQuery, caller: Actor): Promise<Page<StockLevelView>> {
    return this.transactions.run((manager) =>
      listRows<StockLevelView>(manager, query, {
        select: `SELECT level.id, level.part_id AS "partId", level.location_id AS "locationId", location.kind AS "locationKind",
          level.site_id AS "siteId", on_hand AS "onHand", reserved, on_hand - reserved AS available, on_order AS "onOrder", backordered,
          on_hand + on_order - reserved - backordered AS position, level.version
          FROM stock_level AS level JOIN stock_location AS location ON location.id = level.location_id`,
        conditions: [
          ['level.site_id = ?', caller.siteId],
          ['level.part_id = ?', query.partId],
          ['level.location_id = ?', query.locationId],
          ['level.site_id = ?', query.siteId],
          ['location.kind = ?', query.locationKind],
        ],
        sort: [
          { column: 'level.part_id', type: 'uuid' },
          { column: 'level.location_id', type: 'uuid' },
        ],
        sortValues: ({ partId, locationId }) => [partId, locationId],
      }),
    );
  }

  async movements(query: StockMovementQuery, caller: Actor): Promise<Page<StockMovementView>> {
    return this.transactions.run((manager) =>
      listRows<StockMovementView>(manager, query, {
        select: `SELECT id, part_id AS "partId", location_id AS "locationId", kind, quantity, reason, at, repair_order_id AS "repairOrderId",
          transfer_id AS "transferId", replenishment_order_id AS "replenishmentOrderId", serial_fitted AS "serialFitted",
          serial_removed AS "serialRemoved", actor_name AS "actorName" FROM stock_movement`,
        conditions: [
          ['location_id IN (SELECT id FROM stock_location WHERE site_id = ?)', caller.siteId],
          ['part_id = ?', query.partId],
          ['location_id = ?', query.locationId],
          ['repair_order_id = ?', query.repairOrderId],
          ['kind = ?', query.kind],
        ],
        sort: [{ column: 'id', type: 'uuid' }],
        descending: true,
        sortValues: ({ id }) => [id],
      }),
    );
  }

  async receive({ quantity, reason, ...item }: NewReceipt, caller: Actor): Promise<StockCorrection> {
    return this.correct(item, caller, (stock) => {
      stock.move({ ...item, kind: 'receipt', quantity, reason });
      return quantity;
    });
  }

  async adjust({ quantity, reason, ...item }: NewAdjustment, caller: Actor): Promise<StockCorrection> {
    if (quantity === 0) throw invalid('quantity', 'must not be 0: there is nothing to adjust');
    return this.correct(item, caller, (stock) => {
      if (quantity < 0) requireAvailable(stock, item, -quantity);
      stock.move({ ...item, kind: 'adjustment', quantity, reason });
      return quantity;
    });
  }

  /** Held pieces stay held: a count below what is reserved must be settled with the orders first. */
  async count({ counted, reason, ...item }: NewCount, caller: Actor): Promise<StockCorrection> {
    return this.correct(item, caller, (stock) => {
      const quantity = counted - stock.onHand(item.partId, item.locationId);
      if (quantity < 0) requireAvailable(stock, item, -quantity);
      if (quantity !== 0) stock.move({ ...item, kind: 'adjustment', quantity, reason });
      return quantity;
    });
  }

  async writeOff({ quantity, reason, to, ...item }: NewWriteOff, caller: Actor): Promise<StockCorrection> {
    const targetId = to === 'scrap' ? scrapId : faultyId; // only gains, so its level need not be known
    return this.correct(item, caller, (stock) => {
      requireAvailable(stock, item, quantity);
      stock.move({ ...item, kind: 'scrap', quantity: -quantity, reason });
      stock.move({ ...item, locationId: targetId, kind: 'scrap', quantity, reason });
      return -quantity;
    });
  }

  private async correct(item: Item, caller: Actor, step: (stock: StockDraft) => number): Promise<StockCorrection> {
    return this.transactions.run(async () => {
      await this.requireItem(item, caller);
      const { partId, locationId } = item;
      const stock = await this.ledger.draftAlone(partId, locationId);
      const quantity = step(stock);
      const onHand = stock.onHand(partId, locationId);
      if (onHand > largestQuantity)
        throw invalid('quantity', `would make ${onHand} pieces: more than a place can have`);
      await this.ledger.save(stock);
      return { ...item, quantity, onHand, reserved: onHand - stock.available(partId, locationId) };
    });
  }

  /** Another site's place does not exist for a site; what is in transit is booked by its transfer alone. */
  private async requireItem({ partId, locationId }: Item, caller: Actor): Promise<void> {
    const [row] = await this.transactions.manager.query<{ part: boolean; kind: string | null }[]>(
      `SELECT EXISTS (SELECT 1 FROM part WHERE id = $1) AS part,
         (SELECT kind FROM stock_location WHERE id = $2 AND ($3::uuid IS NULL OR site_id = $3)) AS kind`,
      [partId, locationId, caller.siteId ?? null],
    );
    if (!row?.part) throw notFound('part', partId);
    if (!row.kind) throw notFound('stock location', locationId);
    if (row.kind === 'in_transit') throw invalid('locationId', 'pieces in transit are booked in when they arrive');
  }
}

function requireAvailable(stock: StockDraft, { partId, locationId }: Item, quantity: number): void {
  const available = stock.available(partId, locationId);
  if (available >= quantity) return;
  throw new Problem(
    'insufficient-stock',
    `only ${available} pieces are available here, not ${quantity}: held pieces cannot leave`,
  );
}
