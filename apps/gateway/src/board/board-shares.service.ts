import { Injectable } from '@nestjs/common';
import type { Actor } from '#common/auth/actor.js';
import { prepared } from '#common/database/prepared.js';
import { Transactions } from '#common/database/transactions.js';
import { Clock } from '#common/runtime/clock.js';
import { ages } from '../core/ageing.js';
import type { BoardShare, BoardSharesView, SiteShare } from './board.dto.js';
import { Conditions } from './conditions.js';
import { age, breached, ended } from './open-orders.sql.js';
import { ownTechnician } from './own-technician.js';
import { present } from './rows.js';

/** One line of one list; `list` says which. */
interface Line {
  list: 'age' | 'status' | 'priority' | 'site';
  name: string | null;
  siteName: string | null;
  orders: string;
  breached: string;
}

const mostSites = 20;

/** How the open orders are shared out by age, status, priority and site: one look at them all, a line for each share. */
@Injectable()
export class BoardShares {
  constructor(
    private readonly transactions: Transactions,
    private readonly clock: Clock,
  ) {}

  async of(caller: Actor): Promise<BoardSharesView> {
    const where = new Conditions([this.clock.now()])
      .add(`o.opened_at IS NOT NULL AND o.status NOT IN ${ended}`)
      .equal('o.site_id', caller.siteId)
      .equal('o.technician_id', ownTechnician(caller));
    const lines = await this.transactions.run((manager) =>
      prepared<Line>(manager, statementOf(where.text), where.parameters),
    );
    const sites = lines.filter(({ list }) => list === 'site');
    const known = sites.filter(({ name }) => name !== null).toSorted(mostFirst);
    const statuses = sharesOf(lines, 'status');
    return {
      orders: statuses.reduce((sum, { orders }) => sum + orders, 0),
      ages: sharesOf(lines, 'age').toSorted((one, other) => rankOf(one.name) - rankOf(other.name)),
      statuses,
      priorities: sharesOf(lines, 'priority'),
      sites: known.slice(0, mostSites).map(siteShare),
      otherSites: together(known.slice(mostSites)),
      noSite: together(sites.filter(({ name }) => name === null)),
    };
  }
}

const statementOf = (where: string) => `
  SELECT CASE WHEN grouping(o.age) = 0 THEN 'age' WHEN grouping(o.status) = 0 THEN 'status' WHEN grouping(o.priority) = 0 THEN 'priority' ELSE 'site' END AS list,
    coalesce(o.age, o.status, o.priority, o.site_id::text) AS name, min(s.name) AS "siteName", count(*) AS orders, count(*) FILTER (WHERE o.breached) AS breached
  FROM (SELECT ${age} AS age, o.status, o.priority, o.site_id, ${breached} AS breached FROM board_order o WHERE ${where}) AS o
  LEFT JOIN board_site s ON s.id = o.site_id
  GROUP BY GROUPING SETS ((o.age), (o.status), (o.priority), (o.site_id))`;

const mostFirst = (one: Line, other: Line) => Number(other.orders) - Number(one.orders);

const sharesOf = (lines: readonly Line[], list: Line['list']): BoardShare[] =>
  lines
    .filter((line) => line.list === list)
    .toSorted(mostFirst)
    .map(({ name, orders, breached: late }) => ({ name: name ?? '', orders: Number(orders), breached: Number(late) }));

const siteShare = ({ name, siteName, orders, breached: late }: Line): SiteShare =>
  present({ siteId: name, siteName, orders: Number(orders), breached: Number(late) });

const together = (lines: readonly Line[]): SiteShare => ({
  orders: lines.reduce((sum, { orders }) => sum + Number(orders), 0),
  breached: lines.reduce((sum, { breached: late }) => sum + Number(late), 0),
});

const rankOf = (name: string) => ages.findIndex((one) => one === name);
