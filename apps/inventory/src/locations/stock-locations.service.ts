import { Injectable } from '@nestjs/common';
import type { SiteChanged, TechnicianChanged } from '#common/events/index.js';
import type { Actor } from '#common/auth/actor.js';
import { Transactions } from '#common/database/transactions.js';
import { uuidv7 } from '#common/database/uuid.js';
import { requireVersion } from '#common/http/caller.js';
import { type Page, decodeCursor, limitOf, toPage } from '#common/http/pages.js';
import { invalid, notFound } from '#common/http/problems.js';
import { nearestWarehouse, upsertSite, upsertVan, addUnknownSite } from './network-places.js';
import {
  type NewStockLocation,
  type StockLocationChange,
  type StockLocationQuery,
  type StockLocationView,
} from './stock-location.dto.js';
import { StockLocation } from './stock-location.entity.js';

/** The places of the network. Sites and vans follow from dispatch's facts; warehouses are entered here. */
@Injectable()
export class StockLocationsService {
  constructor(private readonly transactions: Transactions) {}

  async siteChanged({ siteId, name, kind, place, status }: SiteChanged): Promise<void> {
    await this.transactions.run((manager) =>
      manager.query(upsertSite, [
        siteId,
        name,
        place.lon,
        place.lat,
        place.country,
        place.subdivision,
        status !== 'cancelled',
        kind === 'own',
      ]),
    );
  }

  async technicianChanged({ technicianId, siteId, name, active }: TechnicianChanged): Promise<void> {
    await this.transactions.run(async (manager) => {
      await manager.query(addUnknownSite, [siteId]);
      await manager.query(upsertVan, [technicianId, name, siteId, active]);
    });
  }

  async list(query: StockLocationQuery, caller: Actor): Promise<Page<StockLocationView>> {
    const limit = limitOf(query);
    const after = decodeCursor(query.cursor, 1);
    return this.transactions.run(async (manager) => {
      const rows = manager
        .createQueryBuilder(StockLocation, 'place')
        .orderBy('place.id')
        .take(limit + 1);
      if (caller.siteId) rows.andWhere('place.siteId = :own', { own: caller.siteId });
      if (query.siteId) rows.andWhere('place.siteId = :site', { site: query.siteId });
      if (query.kind) rows.andWhere('place.kind = :kind', { kind: query.kind });
      if (after) rows.andWhere('place.id > :after', { after: String(after[0]) });
      return toPage(await rows.getMany(), limit, ({ id }) => [id]);
    });
  }

  async get(id: string, caller: Actor): Promise<StockLocationView> {
    return this.transactions.run(async (manager) => {
      const row = await manager.findOneBy(StockLocation, { id, ...(caller.siteId && { siteId: caller.siteId }) });
      if (!row) throw notFound('stock location', id);
      return { ...row };
    });
  }

  /** Enters a warehouse; sites without a supplier, or with a farther one, are supplied by it from now on. */
  async create(place: NewStockLocation): Promise<StockLocationView> {
    return this.transactions.run(async (manager) => {
      const id = uuidv7();
      const { suppliedFromId = null } = place;
      if (suppliedFromId) await this.requireWarehouse(suppliedFromId);
      const row = { siteId: null, technicianId: null, active: true, version: 1, ...place, id, suppliedFromId };
      await manager.insert(StockLocation, row);
      await manager.query(
        `UPDATE stock_location AS site SET supplied_from_id = ${nearestWarehouse('site')}, version = version + 1
         WHERE kind = 'site' AND supplied_from_id IS DISTINCT FROM ${nearestWarehouse('site')}`,
      );
      return { ...row };
    });
  }

  async change(id: string, change: StockLocationChange, seen: number | undefined): Promise<StockLocationView> {
    return this.transactions.run(async (manager) => {
      const row = await manager.findOne(StockLocation, { where: { id }, lock: { mode: 'pessimistic_write' } });
      if (!row) throw notFound('stock location', id);
      requireVersion(row.version, seen);
      if (change.suppliedFromId) await this.requireWarehouse(change.suppliedFromId, id);
      row.name = change.name ?? row.name;
      row.active = change.active ?? row.active;
      if (change.suppliedFromId !== undefined) row.suppliedFromId = change.suppliedFromId;
      row.version += 1;
      return { ...(await manager.save(row)) };
    });
  }

  private async requireWarehouse(id: string, of?: string): Promise<void> {
    const { manager } = this.transactions;
    const [row] = await manager.query<{ kind: string; loops: boolean }[]>(
      `WITH RECURSIVE above AS (
         SELECT id, kind, supplied_from_id FROM stock_location WHERE id = $1
         UNION SELECT next.id, next.kind, next.supplied_from_id FROM stock_location AS next JOIN above ON next.id = above.supplied_from_id
       )
       SELECT (SELECT kind FROM above WHERE id = $1) AS kind, EXISTS (SELECT 1 FROM above WHERE id = $2) AS loops`,
      [id, of ?? null],
    );
    if (!row?.kind) throw invalid('suppliedFromId', `there is no stock location ${id}`);
    if (!['central', 'regional', 'site'].includes(row.kind))
      throw invalid('suppliedFromId', `a ${row.kind} location supplies nobody`);
    if (row.loops) throw invalid('suppliedFromId', 'would make a place supply itself');
  }
}
