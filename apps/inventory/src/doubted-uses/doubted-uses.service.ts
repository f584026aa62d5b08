import { Injectable } from '@nestjs/common';
import type { Actor } from '#common/auth/actor.js';
import { Transactions } from '#common/database/transactions.js';
import { requireVersion } from '#common/http/caller.js';
import type { Page, PageQuery } from '#common/http/pages.js';
import { invalid, notFound, Problem } from '#common/http/problems.js';
import { Clock } from '#common/runtime/clock.js';
import { DemandAdjustmentsService } from '../demand/demand-adjustments.service.js';
import { ExceptionSettlements } from '../planning-exceptions/exception-settlements.service.js';
import { PlanningExceptionsService } from '../planning-exceptions/planning-exceptions.service.js';
import { recentDays } from '../planning-exceptions/recent.js';
import { type Listing, listRows, newestFirst } from '../reading/list-rows.js';
import type { DoubtedUseQuery, DoubtedUseSettlementRequest, DoubtedUseView } from './doubted-use.dto.js';

interface Row extends Omit<DoubtedUseView, 'settlement'> {
  adjustmentId: string | null;
  pieces: number | null;
  reason: string | null;
  author: string | null;
  settledAt: string | null;
}

const select = `
  SELECT id, part_id AS "partId", repair_order_id AS "repairOrderId", visit_id AS "visitId", location_id AS "locationId",
    reported AS "reportedPieces", counted AS "countedPieces", at AS "reportedAt", coalesce(demand_location_id, location_id) AS "demandLocationId",
    coalesce(demand_day, (at AT TIME ZONE 'UTC')::date)::text AS "demandDay", adjustment_id AS "adjustmentId", settled_pieces AS pieces, settled_because AS reason, settled_by AS author,
    settled_at AS "settledAt", version
  FROM uncounted_use`;

const kinds = ['unbacked_use', 'unknown_part'] as const;
const dayMilliseconds = 86_400_000;

/** What a planner knows better than a doubt: what of a reported use counts as demand. */
@Injectable()
export class DoubtedUsesService {
  constructor(
    private readonly transactions: Transactions,
    private readonly adjustments: DemandAdjustmentsService,
    private readonly exceptions: PlanningExceptionsService,
    private readonly settlements: ExceptionSettlements,
    private readonly clock: Clock,
  ) {}

  async list(query: DoubtedUseQuery): Promise<Page<DoubtedUseView>> {
    const page = await this.rows(query, [
      ['part_id = ?', query.partId],
      ['location_id = ?', query.locationId],
      ['repair_order_id = ?', query.repairOrderId],
      ['(settled_at IS NOT NULL) = ?', query.settled === undefined ? undefined : query.settled === 'true'],
    ]);
    return { ...page, items: page.items.map(viewOf) };
  }

  /** Counts so many pieces instead of those that were counted; when no other doubt is left there, its exception is settled by that. */
  async settle(
    id: string,
    { pieces, reason }: DoubtedUseSettlementRequest,
    caller: Actor,
    seen: number | undefined,
  ): Promise<DoubtedUseView> {
    return this.transactions.run(async (manager) => {
      const use = await this.lock(id);
      if (use.settledAt) throw new Problem('illegal-transition', 'the use is settled already: reopen it first');
      requireVersion(use.version, seen);
      const adjustmentId = await this.adjust(use, pieces, reason, caller);
      await manager.query(
        `UPDATE uncounted_use SET settled_pieces = $2, settled_because = $3, settled_by = $4, settled_at = $5, adjustment_id = $6,
           version = version + 1 WHERE id = $1`,
        [id, pieces, reason, caller.name, this.clock.now(), adjustmentId],
      );
      await this.exceptions.refresh([use.partId]);
      if (this.isRecent(use) && !(await this.isDoubted(use)))
        await this.settlements.settleAt({ ...use, kinds }, reason, caller);
      return viewOf(await this.get(id));
    });
  }

  /** Takes a settlement back: what was counted at first counts again, and its exception is open. */
  async reopen(id: string, caller: Actor, seen: number | undefined): Promise<DoubtedUseView> {
    return this.transactions.run(async (manager) => {
      const use = await this.lock(id);
      if (!use.settledAt) throw new Problem('illegal-transition', 'the use is open: there is nothing to take back');
      requireVersion(use.version, seen);
      if (use.adjustmentId) await this.adjustments.undo(use.adjustmentId, caller);
      await manager.query(
        `UPDATE uncounted_use SET settled_pieces = NULL, settled_because = NULL, settled_by = NULL, settled_at = NULL, adjustment_id = NULL,
           version = version + 1 WHERE id = $1`,
        [id],
      );
      await this.exceptions.refresh([use.partId]);
      if (this.isRecent(use)) await this.settlements.reopenAt({ ...use, kinds });
      return viewOf(await this.get(id));
    });
  }

  private async adjust(use: Row, pieces: number, reason: string, caller: Actor): Promise<string | null> {
    const more = pieces - use.countedPieces;
    if (more === 0) return null;
    const known = await this.transactions.manager.query<object[]>(`SELECT 1 FROM part WHERE id = $1`, [use.partId]);
    if (known.length === 0)
      throw invalid('pieces', `no catalogue has the part ${use.partId}: enter it first, or count 0 pieces`);
    const { id, partId, demandLocationId: locationId, demandDay: day } = use;
    const days = [[day, more] as [string, number]];
    const told = { from: day, to: day, days, reason, author: caller.name, doubtedUseId: id };
    return this.adjustments.enter({ partId, locationId, ...told });
  }

  /** Exceptions look at what is recent: one that is there has nothing to do with an older use. */
  private isRecent({ reportedAt }: Row): boolean {
    return new Date(reportedAt) >= this.recentSince();
  }

  private recentSince(): Date {
    return new Date(this.clock.now().getTime() - recentDays * dayMilliseconds);
  }

  /** Whether another use of the part is doubted there that exceptions still look at. */
  private async isDoubted({ partId, locationId }: Row): Promise<boolean> {
    const open = await this.transactions.manager.query<object[]>(
      `SELECT 1 FROM uncounted_use WHERE part_id = $1 AND location_id = $2 AND at >= $3 AND settled_at IS NULL LIMIT 1`,
      [partId, locationId, this.recentSince()],
    );
    return open.length > 0;
  }

  private async lock(id: string): Promise<Row> {
    await this.transactions.manager.query(`SELECT 1 FROM uncounted_use WHERE id = $1 FOR UPDATE`, [id]);
    return this.get(id);
  }

  private async get(id: string): Promise<Row> {
    const { items } = await this.rows({}, [['id = ?', id]]);
    const [found] = items;
    if (!found) throw notFound('doubted use', id);
    return found;
  }

  private rows(query: PageQuery, conditions: Listing<Row>['conditions']): Promise<Page<Row>> {
    return this.transactions.run((manager) => listRows<Row>(manager, query, { select, conditions, ...newestFirst }));
  }
}

function viewOf({ adjustmentId: _, pieces, reason, author, settledAt, ...use }: Row): DoubtedUseView {
  const isSettled = pieces !== null && reason !== null && author !== null && settledAt !== null;
  return { ...use, settlement: isSettled ? { pieces, reason, author, settledAt } : null };
}
