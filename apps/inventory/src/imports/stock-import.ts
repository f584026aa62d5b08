import { Injectable } from '@nestjs/common';
import type { Actor } from '#common/auth/actor.js';
import { Transactions } from '#common/database/transactions.js';
import { StockService } from '../stock/stock.service.js';
import type { ImportFault } from './import.dto.js';
import type { Numbered, StockRow } from './import-rows.js';
import type { ImportPlan } from './imports.service.js';
import { partsByNumber, placesByName } from './places.js';

interface Counted {
  row: number;
  partId: string;
  locationId: string;
  counted: number;
  reason: string;
}

/** Counted stock from a table: each row is a count, written into the ledger with its reason. */
@Injectable()
export class StockImport {
  constructor(
    private readonly transactions: Transactions,
    private readonly stock: StockService,
  ) {}

  async plan(rows: readonly Numbered<StockRow>[], caller: Actor): Promise<ImportPlan> {
    const { counts, faults } = await this.resolve(rows);
    const levels = await this.levels(counts);
    const changes: Counted[] = [];
    let created = 0;
    for (const count of counts) {
      const level = levels.get(`${count.partId} ${count.locationId}`);
      const { onHand = 0, reserved = 0 } = level ?? {};
      if (count.counted < reserved) {
        const message = `${count.counted} are fewer than the ${reserved} that are held for orders: settle those first`;
        faults.push({ row: count.row, column: 'counted', message });
      } else if (count.counted !== onHand) {
        changes.push(count);
        created += level ? 0 : 1;
      }
    }
    const unchanged = counts.length - changes.length;
    return { created, changed: changes.length - created, unchanged, faults, write: () => this.write(changes, caller) };
  }

  private async write(changes: readonly Counted[], caller: Actor): Promise<void> {
    for (const { row: _, ...count } of changes) await this.stock.count(count, caller);
  }

  private async resolve(rows: readonly Numbered<StockRow>[]): Promise<{ counts: Counted[]; faults: ImportFault[] }> {
    const { manager } = this.transactions;
    const partOf = await partsByNumber(
      manager,
      rows.map(({ value }) => value.partNumber),
    );
    const placeOf = await placesByName(
      manager,
      rows.map(({ value }) => value.location),
    );
    const faults: ImportFault[] = [];
    const counts = new Map<string, Counted>();
    for (const { row, value } of rows) {
      const { partNumber, location, counted, reason = 'imported count' } = value;
      const partId = partOf.get(partNumber);
      const place = placeOf(location);
      if (!partId) faults.push({ row, column: 'partNumber', message: `there is no part ${partNumber}` });
      if (typeof place === 'string') faults.push({ row, column: 'location', message: place });
      else if (place.kind === 'in_transit')
        faults.push({ row, column: 'location', message: 'pieces in transit are booked in when they arrive' });
      else if (partId && counts.has(`${partId} ${place.id}`))
        faults.push({ row, column: 'partNumber', message: `${partNumber} at ${location} is there twice` });
      else if (partId) counts.set(`${partId} ${place.id}`, { row, partId, locationId: place.id, counted, reason });
    }
    return { counts: [...counts.values()], faults };
  }

  private async levels(counts: readonly Counted[]): Promise<Map<string, { onHand: number; reserved: number }>> {
    const rows = await this.transactions.manager.query<{ key: string; onHand: number; reserved: number }[]>(
      `SELECT part_id || ' ' || location_id AS key, on_hand AS "onHand", reserved
       FROM stock_level JOIN unnest($1::uuid[], $2::uuid[]) AS counted (part_id, location_id) USING (part_id, location_id)`,
      [counts.map(({ partId }) => partId), counts.map(({ locationId }) => locationId)],
    );
    return new Map(rows.map(({ key, ...level }) => [key, level]));
  }
}
