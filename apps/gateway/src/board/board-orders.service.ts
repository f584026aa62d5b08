import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Actor } from '#common/auth/actor.js';
import { Transactions } from '#common/database/transactions.js';
import { prepared } from '#common/database/prepared.js';
import { limitOf, type Page, toPage } from '#common/http/pages.js';
import { notFound } from '#common/http/problems.js';
import { Clock } from '#common/runtime/clock.js';
import type { BoardOrderView, BoardSummaryView, OrdersQuery } from './board.dto.js';
import { Conditions } from './conditions.js';
import { ownTechnician } from './own-technician.js';
import { timeCursor } from '../http/cursors.js';
import { age, breached, ended } from './open-orders.sql.js';
import { placeOf } from './places.js';
import { present, type Row } from './rows.js';

/** `$1` is the present business time. Reads the clock's risk of every order in one place: the list shows it and filters by it. */
const risk = `CASE WHEN o.status IN ${ended} OR o.due_paused THEN 'none' WHEN o.due_by < $1 THEN 'breached'
  WHEN coalesce(v.finish, $1::timestamptz + interval '4 hours') > o.due_by THEN 'at_risk' ELSE 'none' END`;

const selection = `
  SELECT o.id, o.number, o.request_id AS "requestId", o.product_id AS "productId", o.category, o.priority, o.emergency,
    o.lon, o.lat, o.locality, o.skill, o.skill_level AS "skillLevel", o.previous_order_id AS "previousOrderId", o.status,
    o.status_at AS "statusAt", o.opened_at AS "openedAt", o.due_by AS "dueBy", o.due_paused AS "duePaused", ${risk} AS risk, o.site_id AS "siteId",
    s.name AS "siteName", o.technician_id AS "technicianId", t.name AS "technicianName", o.visit_id AS "visitId",
    v.start AS "visitStart", v.finish AS "visitFinish", p.state AS parts, p.available_at AS "partsAvailableAt",
    o.waiting_for AS "waitingFor", o.waiting_until AS "waitingUntil", o.exception_reasons AS "exceptionReasons", o.version
  FROM board_order o
  LEFT JOIN board_visit v ON v.id = o.visit_id
  LEFT JOIN board_parts p ON p.id = o.id
  LEFT JOIN board_site s ON s.id = o.site_id
  LEFT JOIN board_technician t ON t.id = o.technician_id`;

interface Group {
  status: string;
  waitingFor: string;
  exception: boolean;
  breached: boolean;
  orders: string;
}

/** The board's orders, the most urgent first; a technician sees his own. */
@Injectable()
export class BoardOrdersService {
  constructor(
    private readonly transactions: Transactions,
    private readonly clock: Clock,
  ) {}

  async list(caller: Actor, query: OrdersQuery): Promise<Page<BoardOrderView>> {
    const limit = limitOf(query);
    const where = this.filter(caller, query);
    const tail = `${where.text} ORDER BY o.due_by, o.id ${where.limit(limit + 1)}`;
    const rows = await this.transactions.run((manager) => read(manager, tail, where.parameters));
    return toPage(rows, limit, ({ dueBy, id }) => [dueBy, id]);
  }

  async get(caller: Actor, id: string): Promise<BoardOrderView> {
    const where = this.scope(caller).add('o.id = ?', id);
    const [order] = await this.transactions.run((manager) => read(manager, where.text, where.parameters));
    if (!order) throw notFound('order on the board', id);
    return order;
  }

  async summary(caller: Actor): Promise<BoardSummaryView> {
    const where = this.scope(caller).add(`o.status NOT IN ${ended}`);
    const text = `SELECT o.status, o.waiting_for AS "waitingFor", cardinality(o.exception_reasons) > 0 AS exception,
        ${breached} AS breached, count(*) AS orders
      FROM board_order o WHERE ${where.text} GROUP BY 1, 2, 3, 4`;
    const groups = await this.transactions.run((manager) => prepared<Group>(manager, text, where.parameters));
    return {
      statuses: sums(groups.map(({ status, orders }) => [status, Number(orders)])),
      waitingFor: sums(groups.map(({ waitingFor, orders }) => [waitingFor, Number(orders)])),
      exceptions: total(groups.filter(({ exception }) => exception)),
      breached: total(groups.filter(({ breached }) => breached)),
    };
  }

  private scope(caller: Actor): Conditions {
    return new Conditions([this.clock.now()])
      .add('o.opened_at IS NOT NULL AND $1::timestamptz IS NOT NULL')
      .equal('o.site_id', caller.siteId)
      .equal('o.technician_id', ownTechnician(caller));
  }

  private filter(caller: Actor, query: OrdersQuery): Conditions {
    const where = this.scope(caller)
      .equal('o.technician_id', query.technicianId)
      .equal('o.waiting_for', query.waitingFor)
      .equal('o.priority', query.priority)
      .equal('o.skill', query.skill);
    if (!caller.siteId) where.equal('o.site_id', query.siteId);
    if (query.status === undefined) where.add(`o.status NOT IN ${ended}`);
    else if (query.status !== 'all') where.equal('o.status', query.status);
    if (query.exceptions) where.add(`(cardinality(o.exception_reasons) > 0) = ?::boolean`, query.exceptions);
    if (query.age) where.add(`${age} = ?`, query.age);
    if (query.risk) where.add(`${risk} = ?`, query.risk);
    const after = timeCursor(query.cursor);
    return after ? where.add('(o.due_by, o.id) > (?::timestamptz, ?::uuid)', ...after) : where;
  }
}

async function read(manager: EntityManager, tail: string, parameters: unknown[]): Promise<BoardOrderView[]> {
  const rows = await prepared<Row>(manager, `${selection} WHERE ${tail}`, parameters);
  return rows.map(({ lon, lat, locality, ...row }) => present({ ...row, place: placeOf({ lon, lat, locality }) }));
}

function sums(pairs: [string, number][]): { name: string; orders: number }[] {
  const byName = new Map<string, number>();
  for (const [name, orders] of pairs) byName.set(name, (byName.get(name) ?? 0) + orders);
  return [...byName].map(([name, orders]) => ({ name, orders }));
}

const total = (groups: { orders: string }[]): number => groups.reduce((sum, { orders }) => sum + Number(orders), 0);
