import { Injectable } from '@nestjs/common';
import type { SelectQueryBuilder } from 'typeorm';
import type { Actor } from '#common/auth/actor.js';
import { selectRows } from '#common/database/entity-rows.js';
import { Transactions } from '#common/database/transactions.js';
import { decodeCursor, limitOf, type Page, toPage } from '#common/http/pages.js';
import { invalid, notFound } from '#common/http/problems.js';
import { seeAll } from '../network/see-all.js';
import { RepairOrder } from '../orders/repair-order.entity.js';
import { visitOf, visitScope } from './visit-changes.service.js';
import type { VisitsQuery, VisitView } from './visit.dto.js';
import { Visit } from './visit.entity.js';
import { visitView } from './visit-view.js';

/** Reads visits: a technician his own, a site its own. */
@Injectable()
export class VisitLists {
  constructor(private readonly transactions: Transactions) {}

  /** Newest first. */
  async list(query: VisitsQuery, caller: Actor): Promise<Page<VisitView>> {
    return this.transactions.run(async (manager) => {
      const limit = limitOf(query);
      const before = decodeCursor(query.cursor, 1);
      const rows = manager
        .createQueryBuilder(Visit, 'visit')
        .orderBy('visit.id', 'DESC')
        .limit(limit + 1);
      narrow(rows, query, caller);
      if (before) rows.andWhere('visit.id < :before', { before: String(before[0]) });
      const page = toPage(await rows.getMany(), limit, ({ id }) => [id]);
      return { ...page, items: await this.views(page.items) };
    });
  }

  async one(id: string, caller: Actor): Promise<VisitView> {
    return this.transactions.run(async (manager) => {
      const visit = await visitOf(manager, id, caller);
      if (!visit) throw notFound('visit', id);
      return this.view(visit);
    });
  }

  async view(visit: Visit): Promise<VisitView> {
    const [view] = await this.views([visit]);
    if (!view) throw notFound('visit', visit.id);
    return view;
  }

  private async views(visits: readonly Visit[]): Promise<VisitView[]> {
    if (visits.length === 0) return [];
    const { manager } = this.transactions;
    await seeAll(manager); // a site keeps seeing its visits of orders that went elsewhere
    const ids = [...new Set(visits.map(({ repairOrderId }) => repairOrderId))];
    const orders = new Map(
      (await selectRows(manager, RepairOrder, 'id = ANY($1)', [ids])).map((order) => [order.id, order]),
    );
    return visits.flatMap((visit) => {
      const order = orders.get(visit.repairOrderId);
      return order ? [visitView(visit, order)] : [];
    });
  }
}

function narrow(rows: SelectQueryBuilder<Visit>, query: VisitsQuery, caller: Actor): void {
  const { siteId, technicianId } = visitScope(caller);
  if (query.mine === 'true' && !caller.technicianId) throw invalid('mine', 'is for technicians only');
  const own = query.mine === 'true' ? caller.technicianId : technicianId;
  if (siteId) rows.andWhere('visit.site_id = :siteId', { siteId });
  if (own) rows.andWhere('visit.technician_id = :own', { own });
  if (query.technicianId) rows.andWhere('visit.technician_id = :technicianId', { technicianId: query.technicianId });
  if (query.repairOrderId) rows.andWhere('visit.repair_order_id = :orderId', { orderId: query.repairOrderId });
  if (query.status) rows.andWhere('visit.status = :status', { status: query.status });
  if (query.from) rows.andWhere('visit.finish_at >= :from', { from: query.from });
  if (query.to) rows.andWhere('visit.start_at < :to', { to: query.to });
}
