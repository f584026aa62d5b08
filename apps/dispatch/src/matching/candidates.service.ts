import { Injectable } from '@nestjs/common';
import type { Actor } from '#common/auth/actor.js';
import { Transactions } from '#common/database/transactions.js';
import { decodeCursor, limitOf, type Page, PageQuery, toPage } from '#common/http/pages.js';
import { NetworkService } from '../network/network.service.js';
import { seeAll } from '../network/see-all.js';
import { OrderLists } from '../orders/order-lists.service.js';
import type { CandidatesView, ExceptionView } from './candidate.dto.js';
import { candidateView, rejectedView } from './candidate-view.js';
import { lastRanking } from './ranking-store.js';

/** Why this one, why not that one; and who found nobody. */
@Injectable()
export class CandidatesService {
  constructor(
    private readonly transactions: Transactions,
    private readonly orders: OrderLists,
    private readonly network: NetworkService,
  ) {}

  /** The order's last ranking; a site sees its own people in it, counted as if there were no others. */
  async of(orderId: string, caller: Actor): Promise<CandidatesView> {
    return this.transactions.run(async (manager) => {
      await this.orders.find(manager, orderId, caller);
      await seeAll(manager);
      const ranking = await lastRanking(manager, orderId);
      const network = await this.network.current(manager);
      const shown = ({ siteId }: { siteId: string }) => !caller.siteId || siteId === caller.siteId;
      return {
        repairOrderId: orderId,
        number: ranking?.number ?? 0,
        ...(ranking && { rankedAt: ranking.ranked_at.toISOString() }),
        candidates: (ranking?.candidates ?? [])
          .filter(shown)
          .map((candidate, index) => candidateView(candidate, index, network)),
        rejected: (ranking?.rejected ?? []).filter(shown).map((rejection) => rejectedView(rejection, network)),
      };
    });
  }

  /** Orders that found nobody, the most urgent first. */
  async exceptions(query: PageQuery): Promise<Page<ExceptionView>> {
    return this.transactions.run(async (manager) => {
      const limit = limitOf(query);
      const after = decodeCursor(query.cursor, 2);
      const rows = await manager.query<ExceptionRow[]>(
        `SELECT id, number, locality, time_zone, category, skill, required_level, due_by, priority, exception_reasons, exception_since,
           match_attempts, waiting_until, status_reason, version FROM repair_order
         WHERE status = 'ready' AND exception_since IS NOT NULL AND ($1::timestamptz IS NULL OR (due_by, id) > ($1, $2))
         ORDER BY due_by, id LIMIT $3`,
        [after ? new Date(String(after[0])) : null, after ? String(after[1]) : null, limit + 1],
      );
      const page = toPage(rows, limit, (row) => [row.due_by.toISOString(), row.id]);
      return { ...page, items: page.items.map(exceptionView) };
    });
  }
}

interface ExceptionRow {
  id: string;
  number: string;
  locality: string;
  time_zone: string;
  category: string;
  skill: string;
  required_level: number;
  due_by: Date;
  priority: string;
  exception_reasons: string[];
  exception_since: Date;
  match_attempts: number;
  waiting_until: Date;
  status_reason: string | null;
  version: number;
}

const exceptionView = (row: ExceptionRow): ExceptionView => ({
  repairOrderId: row.id,
  number: row.number,
  locality: row.locality,
  timeZone: row.time_zone,
  category: row.category,
  skill: row.skill,
  skillLevel: row.required_level,
  dueBy: row.due_by.toISOString(),
  priority: row.priority,
  reasons: row.exception_reasons,
  since: row.exception_since.toISOString(),
  attempts: row.match_attempts,
  tryAgainAt: row.waiting_until.toISOString(),
  ...(row.status_reason !== null && { why: row.status_reason }),
  version: row.version,
});
