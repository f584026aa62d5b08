import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { StockLevelChanged } from '#common/events/index.js';
import type { LocationKind } from '#common/events/lists.js';
import { prepared } from '#common/database/prepared.js';
import { SerializationFailure } from '#common/database/errors.js';
import { Transactions } from '#common/database/transactions.js';
import { uuidv7 } from '#common/database/uuid.js';
import { Outbox } from '#common/messaging/outbox.js';
import { Timers } from '#common/messaging/timers.js';
import { Clock } from '#common/runtime/clock.js';
import { currentContext } from '#common/runtime/context.js';
import { systemActor } from '#common/auth/actor.js';
import type { Level, Movement } from '../core/stock/level.js';
import { StockDraft } from '../core/stock/stock-draft.js';

/** Any number that no other lock of this schema has. */
const stockLock = 7_226_100;

interface ChangedLevel {
  id: string;
  partId: string;
  locationId: string;
  locationKind: LocationKind;
  siteId: string | null;
  technicianId: string | null;
  onHand: number;
  reserved: number;
  version: number;
}

/** The only writer of stock levels and of the ledger. */
@Injectable()
export class StockLedger {
  /** Transactions that have the lock; each has a manager of its own. */
  private readonly locked = new WeakSet<EntityManager>();

  constructor(
    private readonly transactions: Transactions,
    private readonly outbox: Outbox,
    private readonly timers: Timers,
    private readonly clock: Clock,
  ) {}

  /**
   * Makes this transaction the one that changes stock until it ends; take it before reading what the decision depends on. One
   * writer at a time, not one per part: a batch of the inbox holds its locks over many orders, so that locks on parts met crosswise.
   */
  lock(): Promise<unknown> {
    const { manager } = this.transactions;
    if (this.locked.has(manager)) return Promise.resolve();
    this.locked.add(manager);
    return prepared(manager, `SELECT pg_advisory_xact_lock(hashtext(current_schema()), $1)`, [stockLock]);
  }

  /** The same, without an answer: statements that are sent after it wait for the lock at the database. */
  lockMeanwhile(): void {
    this.transactions.meanwhile(this.lock());
  }

  /** A draft on the present levels of these parts at these places. Takes the lock. */
  async draft(partIds: readonly string[], locationIds: readonly string[]): Promise<StockDraft> {
    await this.lock();
    return this.read(partIds, locationIds, '');
  }

  /**
   * A draft for a correction that depends on one level and nothing else: holds that level alone, so that a site's receipts do not queue behind all
   * reservations. A reservation that has read the level before and can no longer be written is decided again.
   */
  async draftAlone(partId: string, locationId: string): Promise<StockDraft> {
    return this.read([partId], [locationId], 'FOR NO KEY UPDATE');
  }

  private async read(
    partIds: readonly string[],
    locationIds: readonly string[],
    rowLock: '' | 'FOR NO KEY UPDATE',
  ): Promise<StockDraft> {
    const levels = await this.transactions.manager.query<Level[]>(
      `SELECT part_id AS "partId", location_id AS "locationId", on_hand AS "onHand", reserved, on_order AS "onOrder", backordered
       FROM stock_level WHERE part_id = ANY($1) AND location_id = ANY($2) ${rowLock}`,
      [partIds, locationIds],
    );
    return new StockDraft(levels);
  }

  /** Writes what the draft did: levels by conditional update, ledger rows, one StockLevelChanged per level whose available changed. */
  async save(draft: StockDraft): Promise<void> {
    const { changes } = draft;
    if (changes.length > 0) await this.write(changes, draft);
  }

  private async write(changes: readonly Level[], draft: StockDraft): Promise<void> {
    await this.addMissing(changes.filter((change) => draft.isNew(change)));
    const rows = await this.update(changes, draft.movements);
    if (rows.length !== changes.length) {
      throw new SerializationFailure(
        `${changes.length} stock levels were to change but ${rows.length} allow it: ${JSON.stringify(changes)}`,
      );
    }
    const moved = new Map(
      changes.map((change) => [`${change.partId} ${change.locationId}`, change.onHand - change.reserved]),
    );
    const difference = (row: ChangedLevel) => moved.get(`${row.partId} ${row.locationId}`) ?? 0;
    await this.outbox.publishAll(
      StockLevelChanged,
      rows.filter((row) => difference(row) !== 0 && row.locationKind !== 'in_transit').map(toEvent),
    );
    await this.wakeWaiting(rows.filter((row) => difference(row) > 0).map(({ partId }) => partId));
  }

  private async addMissing(levels: readonly Level[]): Promise<void> {
    if (levels.length === 0) return;
    await this.transactions.manager.query(
      `INSERT INTO stock_level (part_id, location_id, site_id)
       SELECT part_id, location_id, stock_location.site_id FROM unnest($1::uuid[], $2::uuid[]) AS new (part_id, location_id)
       JOIN stock_location ON stock_location.id = location_id ON CONFLICT DO NOTHING`,
      [levels.map(({ partId }) => partId), levels.map(({ locationId }) => locationId)],
    );
  }

  private async update(changes: readonly Level[], movements: readonly Movement[]): Promise<ChangedLevel[]> {
    return prepared<ChangedLevel>(this.transactions.manager, updateLevels, [
      changes.map(({ partId }) => partId),
      changes.map(({ locationId }) => locationId),
      changes.map(({ onHand }) => onHand),
      changes.map(({ reserved }) => reserved),
      changes.map(({ onOrder }) => onOrder),
      changes.map(({ backordered }) => backordered),
      JSON.stringify(movements.map((movement) => ({ id: uuidv7(), ...movement }))),
      this.clock.now(),
      currentContext()?.actor?.id ?? systemActor.id,
      currentContext()?.actor?.name ?? systemActor.name,
    ]);
  }

  /** More of a part may be what somebody waits for: the queue of every part that it serves is looked at next. */
  private async wakeWaiting(partIds: readonly string[]): Promise<void> {
    if (partIds.length === 0) return;
    const waiting = await prepared<{ partId: string }>(this.transactions.manager, waitingParts, [partIds]);
    for (const { partId } of waiting) await this.timers.set('fill-shortages', partId, this.clock.now());
  }
}

const updateLevels = `
  WITH moved AS (
    INSERT INTO stock_movement (
      id, part_id, location_id, kind, quantity, reason, at, repair_order_id, transfer_id, replenishment_order_id,
      serial_fitted, serial_removed, actor_id, actor_name
    )
    SELECT id, "partId", "locationId", kind, quantity, reason, $8, "repairOrderId", "transferId", "replenishmentOrderId",
      "serialFitted", "serialRemoved", $9, $10
    FROM json_to_recordset($7::json) AS movement (
      id uuid, "partId" uuid, "locationId" uuid, kind text, quantity integer, reason text, "repairOrderId" uuid, "transferId" uuid,
      "replenishmentOrderId" uuid, "serialFitted" text, "serialRemoved" text
    )
  )
  UPDATE stock_level AS level SET
    on_hand = level.on_hand + change.on_hand,
    reserved = level.reserved + change.reserved,
    on_order = level.on_order + change.on_order,
    backordered = level.backordered + change.backordered,
    version = level.version + 1
  FROM unnest($1::uuid[], $2::uuid[], $3::integer[], $4::integer[], $5::integer[], $6::integer[])
    AS change (part_id, location_id, on_hand, reserved, on_order, backordered)
  JOIN stock_location AS location ON location.id = change.location_id
  WHERE level.part_id = change.part_id AND level.location_id = change.location_id
    AND level.on_hand + change.on_hand >= level.reserved + change.reserved
    AND level.reserved + change.reserved >= 0
    AND level.on_order + change.on_order >= 0
    AND level.backordered + change.backordered >= 0
  RETURNING level.id, level.part_id AS "partId", level.location_id AS "locationId", location.kind AS "locationKind",
    location.site_id AS "siteId", location.technician_id AS "technicianId", level.on_hand AS "onHand", level.reserved, level.version`;

const waitingParts = `WITH RECURSIVE served AS (
         SELECT id FROM part WHERE id = ANY($1)
         UNION SELECT part.id FROM part JOIN served ON part.superseded_by_part_id = served.id
       )
       SELECT DISTINCT wanted_part_id AS "partId" FROM reservation_line
       WHERE state = 'short' AND wanted_part_id = ANY(ARRAY(SELECT id FROM served)) ORDER BY 1`;

function toEvent({ id, siteId, technicianId, ...level }: ChangedLevel): StockLevelChanged {
  return {
    stockLevelId: id,
    ...level,
    ...(siteId !== null && { siteId }),
    ...(technicianId !== null && { technicianId }),
    available: level.onHand - level.reserved,
  };
}
