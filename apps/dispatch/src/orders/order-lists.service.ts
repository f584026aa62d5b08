import { Injectable } from '@nestjs/common';
import type { EntityManager, SelectQueryBuilder } from 'typeorm';
import type { Actor } from '#common/auth/actor.js';
import { Transactions } from '#common/database/transactions.js';
import { decodeCursor, limitOf, type Page, toPage } from '#common/http/pages.js';
import { notFound } from '#common/http/problems.js';
import { nobody } from '../visits/visit-changes.service.js';
import type { OrdersQuery, OrderTransitionView, OrderView } from './order.dto.js';
import { orderView } from './order-view.js';
import { RepairOrder } from './repair-order.entity.js';

/** A site sees the orders that it has and those that are on offer to it. */
const ofSite = `("order".site_id = :mine OR :mine = ANY ("order".offered_to))`;

/** Reads repair orders. */
@Injectable()
export class OrderLists {
  constructor(private readonly transactions: Transactions) {}

  /** Newest first. */
  async list(query: OrdersQuery, caller: Actor): Promise<Page<OrderView>> {
    return this.transactions.run(async (manager) => {
      const limit = limitOf(query);
      const before = decodeCursor(query.cursor, 1);
      const rows = visible(manager, caller)
        .orderBy('order.id', 'DESC')
        .limit(limit + 1);
      narrow(rows, query);
      if (before) rows.andWhere('order.id < :before', { before: String(before[0]) });
      const page = toPage(await rows.getMany(), limit, ({ id }) => [id]);
      return { ...page, items: page.items.map((order) => viewFor(order, caller)) };
    });
  }

  async one(id: string, caller: Actor): Promise<OrderView> {
    return this.transactions.run(async (manager) => viewFor(await this.find(manager, id, caller), caller));
  }

  /** The order if the caller may see it; 404 otherwise. */
  async find(manager: EntityManager, id: string, caller: Actor): Promise<RepairOrder> {
    const order = await visible(manager, caller).andWhere('order.id = :id', { id }).getOne();
    if (!order) throw notFound('repair order', id);
    return order;
  }

  /** Every step of the order, oldest first. */
  async transitions(id: string, caller: Actor): Promise<OrderTransitionView[]> {
    return this.transactions.run(async (manager) => {
      await this.find(manager, id, caller);
      const rows = await manager.query<Row[]>(
        `SELECT from_status, to_status, reason, site_id, technician_id, waiting_for, waiting_until, actor_name, at, version
         FROM repair_order_transition WHERE repair_order_id = $1 ORDER BY id LIMIT 1000`,
        [id],
      );
      return rows
        .filter((row) => !caller.siteId || row.site_id === null || row.site_id === caller.siteId)
        .map((row) => transitionView(row, !caller.siteId || row.site_id === caller.siteId));
    });
  }
}

function visible(manager: EntityManager, { siteId, technicianId, roles }: Actor): SelectQueryBuilder<RepairOrder> {
  const rows = manager.createQueryBuilder(RepairOrder, 'order').where('true');
  if (siteId) rows.andWhere(ofSite, { mine: siteId });
  if (roles.includes('technician') && !roles.includes('site_manager'))
    rows.andWhere('order.technician_id = :technicianId', { technicianId: technicianId ?? nobody });
  return rows;
}

function narrow(rows: SelectQueryBuilder<RepairOrder>, { status, siteId, requestId, waitingFor }: OrdersQuery): void {
  if (status) rows.andWhere('order.status = :status', { status });
  if (siteId) rows.andWhere('order.site_id = :siteId', { siteId });
  if (requestId) rows.andWhere('order.request_id = :requestId', { requestId });
  if (waitingFor) rows.andWhere('order.waiting_for = :waitingFor', { waitingFor });
}

export const viewFor = (order: RepairOrder, { siteId }: Actor): OrderView =>
  orderView(order, siteId !== undefined && order.siteId !== siteId);

interface Row {
  from_status: OrderTransitionView['from'];
  to_status: OrderTransitionView['to'];
  reason: string | null;
  site_id: string | null;
  technician_id: string | null;
  waiting_for: OrderTransitionView['waitingFor'];
  waiting_until: Date | null;
  actor_name: string;
  at: Date;
  version: number;
}

/** A site does not learn who had the order before, nor why others did not take it: that stands in steps which are nobody's in particular. */
const transitionView = (row: Row, isOpen: boolean): OrderTransitionView => ({
  from: row.from_status,
  to: row.to_status,
  ...(isOpen && row.reason !== null && { reason: row.reason }),
  ...(row.site_id !== null && { siteId: row.site_id }),
  ...(row.technician_id !== null && { technicianId: row.technician_id }),
  waitingFor: row.waiting_for,
  ...(row.waiting_until && { waitingUntil: row.waiting_until.toISOString() }),
  ...(isOpen && { actorName: row.actor_name }),
  at: row.at.toISOString(),
  version: row.version,
});
