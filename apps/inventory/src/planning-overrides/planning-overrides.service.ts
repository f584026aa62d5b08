import { Injectable } from '@nestjs/common';
import { type Actor, systemActor } from '#common/auth/actor.js';
import { brokenConstraint } from '#common/database/errors.js';
import { Transactions } from '#common/database/transactions.js';
import { uuidv7 } from '#common/database/uuid.js';
import { requireVersion } from '#common/http/caller.js';
import type { Page, PageQuery } from '#common/http/pages.js';
import { Problem, invalid, notFound } from '#common/http/problems.js';
import { Timers } from '#common/messaging/timers.js';
import { Clock } from '#common/runtime/clock.js';
import { PlanningRunsService } from '../planning-runs/planning-runs.service.js';
import { type Listing, listRows } from '../reading/list-rows.js';
import type {
  NewPlanningOverride,
  OverrideKind,
  PlanningOverrideQuery,
  PlanningOverrideView,
} from './planning-override.dto.js';

const select = `
  SELECT id, part_id AS "partId", location_id AS "locationId", kind, mean_per_day AS "meanPerDay", demand_class AS "demandClass",
    target_share AS "targetShare", reason, author, entered_at AS "enteredAt", ends_at AS "endsAt", ended_at AS "endedAt",
    ended_at IS NULL AS active, version
  FROM planning_override`;

/** The field that each kind needs; the others must be left out. */
const fieldOf = { forecast: 'meanPerDay', class: 'demandClass', target: 'targetShare' } as const satisfies Record<
  OverrideKind,
  keyof NewPlanningOverride
>;

/** What planners know better than the history, with reason, author and end. */
@Injectable()
export class PlanningOverridesService {
  constructor(
    private readonly transactions: Transactions,
    private readonly runs: PlanningRunsService,
    private readonly timers: Timers,
    private readonly clock: Clock,
  ) {}

  async list(query: PlanningOverrideQuery): Promise<Page<PlanningOverrideView>> {
    return this.rows(query, [
      ['part_id = ?', query.partId],
      ['location_id = ?', query.locationId],
      ['kind = ?', query.kind],
      ['(ended_at IS NULL) = ?', query.active === undefined ? undefined : query.active === 'true'],
    ]);
  }

  async get(id: string): Promise<PlanningOverrideView> {
    const { items } = await this.rows({}, [['id = ?', id]]);
    const [found] = items;
    if (!found) throw notFound('planning override', id);
    return found;
  }

  async create(given: NewPlanningOverride, caller: Actor): Promise<PlanningOverrideView> {
    const { partId, locationId, kind, reason } = given;
    requireField(given);
    const endsAt = given.endsAt ? new Date(given.endsAt) : null;
    if (endsAt && endsAt <= this.clock.now()) throw invalid('endsAt', `must be in the future, not ${given.endsAt}`);
    return this.transactions.run(async (manager) => {
      await this.requireItem(partId, locationId);
      const id = uuidv7();
      await manager
        .query(
          `INSERT INTO planning_override (id, part_id, location_id, kind, mean_per_day, demand_class, target_share, reason, author,
             entered_at, ends_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
          [
            ...[id, partId, locationId, kind, given.meanPerDay ?? null, given.demandClass ?? null],
            ...[given.targetShare ?? null, reason, caller.name, this.clock.now(), endsAt],
          ],
        )
        .catch(refuseSecond);
      if (endsAt) await this.timers.set('planning-override-ends', id, endsAt);
      await this.planAnew({ partId, locationId }, caller);
      return this.get(id);
    });
  }

  async end(id: string, caller: Actor, seen: number | undefined): Promise<PlanningOverrideView> {
    return this.transactions.run(async (manager) => {
      await manager.query(`SELECT 1 FROM planning_override WHERE id = $1 FOR UPDATE`, [id]);
      const override = await this.get(id);
      if (!override.active) throw new Problem('illegal-transition', `the override ended at ${override.endedAt}`);
      requireVersion(override.version, seen);
      await this.timers.cancel('planning-override-ends', id);
      await this.finish(override, caller);
      return this.get(id);
    });
  }

  /** Its time is over; a person may have ended it at the same moment. */
  async endNow(id: string): Promise<void> {
    await this.transactions.run(async (manager) => {
      await manager.query(`SELECT 1 FROM planning_override WHERE id = $1 FOR UPDATE`, [id]);
      const override = await this.get(id);
      if (override.active) await this.finish(override, systemActor);
    });
  }

  private async finish(override: PlanningOverrideView, caller: Actor): Promise<void> {
    await this.transactions.manager.query(
      `UPDATE planning_override SET ended_at = $2, version = version + 1 WHERE id = $1`,
      [override.id, this.clock.now()],
    );
    await this.planAnew(override, caller);
  }

  /** The item-location alone, published when it is done: seconds. */
  private async planAnew({ partId, locationId }: { partId: string; locationId: string }, caller: Actor): Promise<void> {
    const scope = { partIds: [partId], locationIds: [locationId] };
    await this.runs.request({ scope, publishWhenDone: true }, caller, 'override');
  }

  private async requireItem(partId: string, locationId: string): Promise<void> {
    const [at] = await this.transactions.manager.query<[{ part: boolean; place: boolean }]>(
      `SELECT EXISTS (SELECT 1 FROM part WHERE id = $1 AND superseded_by_part_id IS NULL) AS part,
         EXISTS (SELECT 1 FROM stock_location WHERE id = $2 AND kind IN ('central', 'regional', 'site', 'van')) AS place`,
      [partId, locationId],
    );
    if (!at.part) throw invalid('partId', `there is no part ${partId}, or another one replaces it: override that one`);
    if (!at.place) throw invalid('locationId', `there is no central, regional, site or van location ${locationId}`);
  }

  private rows(
    query: PageQuery,
    conditions: Listing<PlanningOverrideView>['conditions'],
  ): Promise<Page<PlanningOverrideView>> {
    return this.transactions.run((manager) =>
      listRows<PlanningOverrideView>(manager, query, {
        select,
        conditions,
        sort: [{ column: 'id', type: 'uuid' }],
        descending: true,
        sortValues: ({ id }) => [id],
      }),
    );
  }
}

function requireField(given: NewPlanningOverride): void {
  for (const [kind, field] of Object.entries(fieldOf)) {
    const isGiven = given[field] !== undefined && given[field] !== null;
    if (kind === given.kind && !isGiven) throw invalid(field, `is needed for an override of kind ${kind}`);
    if (kind !== given.kind && isGiven) throw invalid(field, `does not belong to an override of kind ${given.kind}`);
  }
}

const refuseSecond = (error: unknown) => {
  if (brokenConstraint(error) !== 'planning_override_active') throw error;
  throw new Problem('already-exists', 'this item-location has an override of this kind: end that one first');
};
