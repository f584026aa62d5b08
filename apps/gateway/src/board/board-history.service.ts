import { Injectable } from '@nestjs/common';
import type { Actor } from '#common/auth/actor.js';
import { prepared } from '#common/database/prepared.js';
import { Transactions } from '#common/database/transactions.js';
import { notFound } from '#common/http/problems.js';
import type { PastOrderView } from './board.dto.js';
import { ownTechnician } from './own-technician.js';
import { present, type Row } from './rows.js';

/** `$2` is the caller's site, `$3` the technician who sees only what is his own. */
const own = (order: string) =>
  `($2::uuid IS NULL OR ${order}.site_id = $2::uuid) AND ($3::uuid IS NULL OR ${order}.technician_id = $3::uuid)`;

const seen = `SELECT 1 FROM board_order o WHERE o.id = $1 AND o.opened_at IS NOT NULL AND ${own('o')}`;

/** So many: who wants to know more looks into the unit's own page. */
const most = 20;

/** The last visit that ended says how an order went; where none has, the last one. */
const past = `
  SELECT o.id, o.number, o.category, o.asset_id = this.asset_id AS "isSameUnit", o.status, o.opened_at AS "openedAt",
    o.status_at AS "statusAt", s.name AS "siteName", t.name AS "technicianName", v.outcome, v.reason
  FROM board_order this
  JOIN board_order o ON o.customer_id = this.customer_id AND o.opened_at <= this.opened_at AND o.id <> this.id AND ${own('o')}
  LEFT JOIN LATERAL (
    SELECT outcome, reason FROM board_visit WHERE repair_order_id = o.id ORDER BY outcome IS NULL, start DESC LIMIT 1
  ) v ON true
  LEFT JOIN board_site s ON s.id = o.site_id
  LEFT JOIN board_technician t ON t.id = o.technician_id
  WHERE this.id = $1
  ORDER BY "isSameUnit" DESC, o.opened_at DESC, o.id
  LIMIT ${most}`;

/** What went before an order: earlier ones of the same unit, then others of its customer, the newest first. */
@Injectable()
export class BoardHistory {
  constructor(private readonly transactions: Transactions) {}

  async of(caller: Actor, id: string): Promise<PastOrderView[]> {
    const parameters = [id, caller.siteId ?? null, ownTechnician(caller) ?? null];
    return this.transactions.run(async (manager) => {
      const [found] = await prepared<Row>(manager, seen, parameters);
      if (!found) throw notFound('order on the board', id);
      const rows = await prepared<Row>(manager, past, parameters);
      return rows.map((row) => present<PastOrderView>(row));
    });
  }
}
