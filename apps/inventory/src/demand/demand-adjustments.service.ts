import { Injectable } from '@nestjs/common';
import type { Actor } from '#common/auth/actor.js';
import { Transactions } from '#common/database/transactions.js';
import { uuidv7 } from '#common/database/uuid.js';
import { requireVersion } from '#common/http/caller.js';
import type { Page, PageQuery } from '#common/http/pages.js';
import { invalid, notFound, Problem } from '#common/http/problems.js';
import { Clock } from '#common/runtime/clock.js';
import { daysBetween, type DayPieces, spreadPieces } from '../core/plan/spread-pieces.js';
import { type Listing, listRows, newestFirst } from '../reading/list-rows.js';
import { DemandAdjuster, type Item } from './demand-adjuster.js';
import type { DemandAdjustmentQuery, DemandAdjustmentView, NewDemandAdjustment } from './demand-adjustment.dto.js';

/** An adjustment as it is written: `days` is never empty. */
export interface Adjustment extends Item {
  days: readonly DayPieces[];
  from: string;
  to: string;
  reason: string;
  author: string;
  /** The doubted use that it settles. */
  doubtedUseId?: string;
}

const select = `
  SELECT id, part_id AS "partId", location_id AS "locationId", from_day::text AS "from", to_day::text AS "to", pieces, reason, author,
    entered_at AS "enteredAt", doubted_use_id AS "doubtedUseId", taken_back_at AS "takenBackAt", taken_back_by AS "takenBackBy", version
  FROM demand_adjustment`;

const mostDays = 366;
/** No plan reads what is older: four years of months. */
const oldestDays = 1_461;
const dayMilliseconds = 86_400_000;

/** What planners know better than the recorded demand: who, why, and what of it was taken back. */
@Injectable()
export class DemandAdjustmentsService {
  constructor(
    private readonly transactions: Transactions,
    private readonly adjuster: DemandAdjuster,
    private readonly clock: Clock,
  ) {}

  list(query: DemandAdjustmentQuery): Promise<Page<DemandAdjustmentView>> {
    return this.rows(query, [
      ['part_id = ?', query.partId],
      ['location_id = ?', query.locationId],
      ['to_day >= ?', query.from],
      ['from_day <= ?', query.to],
      ['(taken_back_at IS NULL) = ?', query.active === undefined ? undefined : query.active === 'true'],
    ]);
  }

  async create(given: NewDemandAdjustment, caller: Actor): Promise<DemandAdjustmentView> {
    const { from, to, pieces } = given;
    this.requirePeriod(given);
    if (pieces === 0) throw invalid('pieces', 'must be more or less than 0: nothing is adjusted by 0');
    return this.transactions.run(async () => {
      await this.requireItem(given);
      const counted = await this.adjuster.counted(given, from, to);
      const days = spreadPieces(pieces, daysBetween(from, to), counted);
      if (!days)
        throw invalid('pieces', `${-pieces} pieces cannot be taken away: ${sumOf(counted)} count in this period`);
      return this.get(await this.enter({ ...given, days, author: caller.name }));
    });
  }

  async takeBack(id: string, caller: Actor, seen: number | undefined): Promise<DemandAdjustmentView> {
    return this.transactions.run(async (manager) => {
      await manager.query(`SELECT 1 FROM demand_adjustment WHERE id = $1 FOR UPDATE`, [id]);
      const { takenBackAt, doubtedUseId, version } = await this.get(id);
      if (takenBackAt) throw new Problem('illegal-transition', 'the adjustment has been taken back already');
      if (doubtedUseId)
        throw new Problem('illegal-transition', `it settles the doubted use ${doubtedUseId}: reopen that one`);
      requireVersion(version, seen);
      await this.undo(id, caller);
      return this.get(id);
    });
  }

  /** Writes an adjustment and lets it count, inside a transaction; answers its id. */
  async enter({ days, ...adjustment }: Adjustment): Promise<string> {
    const { partId, locationId, from, to, reason, author, doubtedUseId } = adjustment;
    const id = uuidv7();
    const pieces = days.reduce((sum, [, more]) => sum + more, 0);
    await this.adjuster.add(adjustment, days);
    await this.transactions.manager.query(
      `INSERT INTO demand_adjustment (id, part_id, location_id, from_day, to_day, pieces, days, reason, author, entered_at, doubted_use_id)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
      [
        ...[id, partId, locationId, from, to, pieces, JSON.stringify(days)],
        ...[reason, author, this.clock.now(), doubtedUseId ?? null],
      ],
    );
    return id;
  }

  /** The opposite, of an adjustment that counts. */
  async undo(id: string, caller: Actor): Promise<void> {
    const { manager } = this.transactions;
    const [entered] = await manager.query<[Item & { days: DayPieces[] }]>(
      `SELECT part_id AS "partId", location_id AS "locationId", days FROM demand_adjustment WHERE id = $1`,
      [id],
    );
    await this.adjuster.add(
      entered,
      entered.days.map(([day, pieces]) => [day, -pieces]),
    );
    await manager.query(
      `UPDATE demand_adjustment SET taken_back_at = $2, taken_back_by = $3, version = version + 1 WHERE id = $1`,
      [id, this.clock.now(), caller.name],
    );
  }

  private async get(id: string): Promise<DemandAdjustmentView> {
    const { items } = await this.rows({}, [['id = ?', id]]);
    const [found] = items;
    if (!found) throw notFound('demand adjustment', id);
    return found;
  }

  private requirePeriod({ from, to }: NewDemandAdjustment): void {
    const today = this.clock.now().toISOString().slice(0, 10);
    const oldest = new Date(Date.parse(today) - oldestDays * dayMilliseconds).toISOString().slice(0, 10);
    if (from < oldest) throw invalid('from', `must not be before ${oldest}: no plan reads what was wanted on ${from}`);
    if (to < from) throw invalid('to', `must not be before from, ${from}, but is ${to}`);
    if (to > today) throw invalid('to', `must not be after today, ${today}: override the forecast of what is to come`);
    const days = daysBetween(from, to).length;
    if (days > mostDays) throw invalid('to', `the period has ${days} days, ${mostDays} at most: enter several`);
  }

  private async requireItem({ partId, locationId }: Item): Promise<void> {
    const [at] = await this.transactions.manager.query<[{ part: boolean; place: boolean }]>(
      `SELECT EXISTS (SELECT FROM part WHERE id = $1) AS part,
         EXISTS (SELECT FROM stock_location WHERE id = $2 AND kind IN ('central', 'regional', 'site', 'van')) AS place`,
      [partId, locationId],
    );
    if (!at.part) throw invalid('partId', `there is no part ${partId}`);
    if (!at.place) throw invalid('locationId', `there is no central, regional, site or van location ${locationId}`);
  }

  private rows(
    query: PageQuery,
    conditions: Listing<DemandAdjustmentView>['conditions'],
  ): Promise<Page<DemandAdjustmentView>> {
    return this.transactions.run((manager) =>
      listRows<DemandAdjustmentView>(manager, query, { select, conditions, ...newestFirst }),
    );
  }
}

const sumOf = (counted: ReadonlyMap<string, number>) => [...counted.values()].reduce((sum, pieces) => sum + pieces, 0);
