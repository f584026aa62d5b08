import { Injectable } from '@nestjs/common';
import type { Actor } from '#common/auth/actor.js';
import { Transactions } from '#common/database/transactions.js';
import { prepared } from '#common/database/prepared.js';
import { limitOf, type Page, toPage } from '#common/http/pages.js';
import type { BoardOfferView, OffersQuery } from './board.dto.js';
import { Conditions } from './conditions.js';
import { ownTechnician } from './own-technician.js';
import { idCursor } from '../http/cursors.js';
import { present, type Row } from './rows.js';

const columns = `o.id, o.repair_order_id AS "repairOrderId", o.request_id AS "requestId", o.site_id AS "siteId", s.name AS "siteName",
  o.technician_id AS "technicianId", o.status, o.locality, o.priority, o.emergency, o.proposed_start AS "proposedStart",
  o.proposed_finish AS "proposedFinish", o.made_at AS "madeAt", o.deadline, o.answered_at AS "answeredAt", o.reason, o.version`;

/** The board's offers, newest first; a site does not see how it ranks among the others. */
@Injectable()
export class BoardOffersService {
  constructor(private readonly transactions: Transactions) {}

  async list(caller: Actor, query: OffersQuery): Promise<Page<BoardOfferView>> {
    const limit = limitOf(query);
    const where = new Conditions()
      .equal('o.site_id', caller.siteId ?? query.siteId)
      .equal('o.technician_id', ownTechnician(caller))
      .equal('o.repair_order_id', query.repairOrderId)
      .equal('o.status', query.status);
    const before = idCursor(query.cursor);
    if (before) where.add('o.id < ?::uuid', before);
    const selected = caller.siteId ? columns : `${columns}, o.rank, o.score`;
    const text = `SELECT ${selected} FROM board_offer o LEFT JOIN board_site s ON s.id = o.site_id
      WHERE ${where.text} ORDER BY o.id DESC ${where.limit(limit + 1)}`;
    const rows = await this.transactions.run((manager) => prepared<Row>(manager, text, where.parameters));
    return toPage(rows.map(present<BoardOfferView>), limit, ({ id }) => [id]);
  }
}
