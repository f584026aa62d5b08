import { Injectable } from '@nestjs/common';
import type { Actor } from '#common/auth/actor.js';
import { Transactions } from '#common/database/transactions.js';
import { prepared } from '#common/database/prepared.js';
import { limitOf, type Page, toPage } from '#common/http/pages.js';
import type { BoardVisitView, VisitsQuery } from './board.dto.js';
import { Conditions } from './conditions.js';
import { ownTechnician } from './own-technician.js';
import { timeCursor } from '../http/cursors.js';
import { placeOf } from './places.js';
import { present, type Row } from './rows.js';

const columns = `v.id, v.repair_order_id AS "repairOrderId", v.request_id AS "requestId", v.site_id AS "siteId", s.name AS "siteName",
  v.technician_id AS "technicianId", t.name AS "technicianName", v.status, v.start, v.finish, v.window_from AS "windowFrom",
  v.window_to AS "windowTo", v.lon, v.lat, v.locality, v.travel_seconds AS "travelSeconds", v.eta, v.en_route_at AS "enRouteAt",
  o.number AS "orderNumber", o.priority, o.category, o.skill, v.arrived_at AS "arrivedAt", v.finished_at AS "finishedAt", v.outcome, v.reason, v.is_pinned AS "isPinned",
  v.pin_reason AS "pinReason", v.version`;

/** The board's visits in order of their start; a technician sees his own. */
@Injectable()
export class BoardVisitsService {
  constructor(private readonly transactions: Transactions) {}

  async list(caller: Actor, query: VisitsQuery): Promise<Page<BoardVisitView>> {
    const limit = limitOf(query);
    const where = filter(caller, query);
    const text = `SELECT ${columns} FROM board_visit v
      LEFT JOIN board_order o ON o.id = v.repair_order_id
      LEFT JOIN board_site s ON s.id = v.site_id LEFT JOIN board_technician t ON t.id = v.technician_id
      WHERE ${where.text} ORDER BY v.start, v.id ${where.limit(limit + 1)}`;
    const rows = await this.transactions.run((manager) => prepared<Row>(manager, text, where.parameters));
    return toPage(rows.map(toView), limit, ({ start, id }) => [start, id]);
  }
}

function filter(caller: Actor, query: VisitsQuery): Conditions {
  const where = new Conditions()
    .add('v.start IS NOT NULL')
    .equal('v.site_id', caller.siteId ?? query.siteId)
    .equal('v.technician_id', ownTechnician(caller))
    .equal('v.technician_id', query.technicianId)
    .equal('v.repair_order_id', query.repairOrderId)
    .equal('v.status', query.status);
  if (query.from) where.add('v.start >= ?', query.from);
  if (query.to) where.add('v.start < ?', query.to);
  const after = timeCursor(query.cursor);
  return after ? where.add('(v.start, v.id) > (?::timestamptz, ?::uuid)', ...after) : where;
}

function toView({ lon, lat, locality, ...row }: Row): BoardVisitView {
  return present({ ...row, place: placeOf({ lon, lat, locality }) });
}
