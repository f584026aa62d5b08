import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Actor } from '#common/auth/actor.js';
import { Transactions } from '#common/database/transactions.js';
import { RepairOrderSubStatusChanged } from '#common/events/repair-order-sub-status-changed.js';
import { decodeCursor, limitOf, type Page, toPage } from '#common/http/pages.js';
import { invalid, Problem } from '#common/http/problems.js';
import { Outbox } from '#common/messaging/outbox.js';
import { Clock } from '#common/runtime/clock.js';
import { chosenSubStatus } from '../core/orders/sub-status.js';
import { OrderLists } from '../orders/order-lists.service.js';
import { OrderWriter } from '../orders/order-writer.js';
import type { RepairOrder } from '../orders/repair-order.entity.js';
import { nobody } from '../visits/visit-changes.service.js';
import { endedSubStatuses, keepSubStatus, standingSubStatuses } from './order-sub-statuses.sql.js';
import type { OrderSubStatusQuery, OrderSubStatusView } from './sub-status.dto.js';
import { SubStatuses } from './sub-statuses.service.js';

type Row = Omit<OrderSubStatusView, 'since'> & { since: Date };

/** Which word of its site stands at an order. It stands until the order takes its next step. */
@Injectable()
export class OrderSubStatuses {
  constructor(
    private readonly transactions: Transactions,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
    private readonly orders: OrderLists,
    private readonly writer: OrderWriter,
    private readonly lists: SubStatuses,
  ) {}

  /** Of the orders opened last first; a site sees its own, a technician those of the own orders. */
  async list(query: OrderSubStatusQuery, caller: Actor): Promise<Page<OrderSubStatusView>> {
    const limit = limitOf(query);
    const [before = null] = decodeCursor(query.cursor, 1) ?? [];
    const isOnlyTechnician = caller.roles.includes('technician') && !caller.roles.includes('site_manager');
    const technician = isOnlyTechnician ? (caller.technicianId ?? nobody) : null;
    const { siteId = null, repairOrderId = null } = query;
    const rows = await this.transactions.run((manager) =>
      manager.query<Row[]>(standingSubStatuses, [
        ...[caller.siteId ?? null, siteId, repairOrderId, technician, before, limit + 1],
      ]),
    );
    const items = rows.map((row) => ({ ...row, since: row.since.toISOString() }));
    return toPage(items, limit, ({ repairOrderId: id }) => [id]);
  }

  /** Puts a word of the order's site to it; the same word again changes nothing. */
  choose(id: string, code: string, caller: Actor): Promise<OrderSubStatusView> {
    return this.transactions.run(async (manager) => {
      const { order, siteId } = await this.own(manager, id, caller);
      const { entries } = await this.lists.read(manager, siteId);
      const chosen = chosenSubStatus(entries, code, order.status);
      if ('fault' in chosen)
        throw chosen.fault === 'unknown'
          ? invalid('code', chosen.sentence)
          : new Problem('illegal-transition', chosen.sentence);
      const now = this.clock.now();
      await manager.query(endedSubStatuses, [siteId]);
      const [[kept], isNew] = await this.keep(manager, [id, siteId, code, now]);
      const since = kept?.since ?? now;
      if (isNew) await this.tell(order, siteId, chosen);
      return { ...chosen, repairOrderId: id, siteId, since: since.toISOString() };
    });
  }

  /** Takes the word off again; where none stands nothing changes. */
  async clear(id: string, caller: Actor): Promise<void> {
    await this.transactions.run(async (manager) => {
      const { order, siteId } = await this.own(manager, id, caller);
      const [rows] = await manager.query<[object[], number]>(
        `DELETE FROM order_sub_status WHERE repair_order_id = $1 RETURNING repair_order_id`,
        [id],
      );
      if (rows.length > 0) await this.tell(order, siteId);
    });
  }

  /** The locked order and the site that has it: 404 for what the caller may not see, 409 while no site has it. */
  private async own(manager: EntityManager, id: string, caller: Actor) {
    await this.orders.find(manager, id, caller);
    const { order } = await this.writer.lock(manager, id);
    const { siteId } = order;
    if (siteId === null || (caller.siteId !== undefined && caller.siteId !== siteId))
      throw new Problem(
        'illegal-transition',
        `repair order ${order.number} is ${order.status}: a site gives sub-statuses to orders that it has`,
      );
    return { order, siteId };
  }

  /** The row as it stands now, and whether it was written. */
  private async keep(
    manager: EntityManager,
    values: [string, string, string, Date],
  ): Promise<[{ since: Date }[], boolean]> {
    const written = await manager.query<{ since: Date }[]>(keepSubStatus, values);
    if (written.length > 0) return [written, true];
    const kept = await manager.query<{ since: Date }[]>(
      `SELECT since FROM order_sub_status WHERE repair_order_id = $1`,
      [values[0]],
    );
    return [kept, false];
  }

  private tell(order: RepairOrder, siteId: string, chosen?: { code: string; name: string }): Promise<void> {
    const { id, requestId, technicianId } = order;
    return this.outbox.publish(RepairOrderSubStatusChanged, {
      repairOrderId: id,
      requestId,
      siteId,
      ...(technicianId && { technicianId }),
      ...(chosen && { code: chosen.code, name: chosen.name }),
      at: this.clock.now().toISOString(),
    });
  }
}
