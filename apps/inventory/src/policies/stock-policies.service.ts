import { Injectable } from '@nestjs/common';
import type { Actor } from '#common/auth/actor.js';
import { brokenConstraint } from '#common/database/errors.js';
import { Transactions } from '#common/database/transactions.js';
import { uuidv7 } from '#common/database/uuid.js';
import { requireVersion } from '#common/http/caller.js';
import type { Page, PageQuery } from '#common/http/pages.js';
import { Problem, invalid, notFound } from '#common/http/problems.js';
import { Timers } from '#common/messaging/timers.js';
import { OverrideLog } from '../override-report/override-log.js';
import { Clock, laterOf } from '#common/runtime/clock.js';
import { type Listing, listRows } from '../reading/list-rows.js';
import type { NewStockPolicy, PolicyOverride, StockPolicyQuery, StockPolicyView } from './stock-policy.dto.js';

const select = `
  SELECT id, part_id AS "partId", location_id AS "locationId", mean_per_day AS "meanPerDay", deviation_per_day AS "deviationPerDay",
    lead_time_days AS "leadTimeDays", lead_time_deviation_days AS "leadTimeDeviationDays",
    coalesce(override_reorder_point, reorder_point) AS "reorderPoint", coalesce(override_order_up_to, order_up_to) AS "orderUpTo",
    reorder_point AS "computedReorderPoint", order_up_to AS "computedOrderUpTo", reason, override_reorder_point IS NOT NULL AS overridden,
    override_reason AS "overrideReason", overridden_by AS "overriddenBy", overridden_at AS "overriddenAt",
    override_ends_at AS "overrideEndsAt", target_share AS "targetShare", planned_share AS "plannedShare", planning_run_id AS "planningRunId", computed_at AS "computedAt",
    version
  FROM stock_policy`;

/** Reorder points and order-up-to levels per part and place; a planner's override wins over what was computed. */
@Injectable()
export class StockPoliciesService {
  constructor(
    private readonly transactions: Transactions,
    private readonly timers: Timers,
    private readonly log: OverrideLog,
    private readonly clock: Clock,
  ) {}

  async list(query: StockPolicyQuery): Promise<Page<StockPolicyView>> {
    const overridden = query.overridden === undefined ? undefined : query.overridden === 'true';
    return this.rows(query, [
      ['part_id = ?', query.partId],
      ['location_id = ?', query.locationId],
      ['(override_reorder_point IS NOT NULL) = ?', overridden],
    ]);
  }

  async get(id: string): Promise<StockPolicyView> {
    const { items } = await this.rows({}, [['id = ?', id]]);
    const [found] = items;
    if (!found) throw notFound('stock policy', id);
    return found;
  }

  async create({ partId, locationId, ...override }: NewStockPolicy, caller: Actor): Promise<StockPolicyView> {
    requireOrder(override);
    const endsAt = this.endOf(override);
    return this.transactions.run(async (manager) => {
      const [at] = await manager.query<{ part: boolean; place: boolean }[]>(
        `SELECT EXISTS (SELECT 1 FROM part WHERE id = $1) AS part,
           EXISTS (SELECT 1 FROM stock_location WHERE id = $2 AND kind IN ('central', 'regional', 'site', 'van')) AS place`,
        [partId, locationId],
      );
      if (!at?.part) throw notFound('part', partId);
      if (!at.place) throw invalid('locationId', `there is no central, regional, site or van location ${locationId}`);
      const id = uuidv7();
      await manager
        .query(
          `INSERT INTO stock_policy (id, part_id, location_id, reorder_point, order_up_to, reason, override_reorder_point,
             override_order_up_to, override_reason, overridden_by, overridden_at, computed_at, override_ends_at)
           VALUES ($1, $2, $3, 0, 0, 'entered by a planner', $4, $5, $6, $7, $8, $8, $9)`,
          [
            id,
            partId,
            locationId,
            override.reorderPoint,
            override.orderUpTo,
            override.reason,
            caller.name,
            this.clock.now(),
            endsAt,
          ],
        )
        .catch(refuseSecond);
      await this.setEnd(id, endsAt);
      await this.log.begin(id);
      return this.get(id);
    });
  }

  async override(
    id: string,
    override: PolicyOverride,
    caller: Actor,
    seen: number | undefined,
  ): Promise<StockPolicyView> {
    requireOrder(override);
    const { reorderPoint, orderUpTo, reason } = override;
    const endsAt = this.endOf(override);
    const values = [reorderPoint, orderUpTo, reason, caller.name, this.clock.now(), endsAt];
    return this.change(id, seen, () => undefined, values, endsAt);
  }

  async backToAutomatic(id: string, seen: number | undefined): Promise<StockPolicyView> {
    const requireOverride = ({ overridden }: StockPolicyView) => {
      if (!overridden) throw new Problem('illegal-transition', 'the policy is automatic already');
    };
    return this.change(id, seen, requireOverride, nothing, null);
  }

  /** The end of an override has come: unless it was moved meanwhile, the policy is automatic again. */
  async endOverride(id: string, alarmAt: Date): Promise<void> {
    await this.transactions.run(async (manager) => {
      const [ended] = await manager.query<[object[], number]>(
        `UPDATE stock_policy SET override_reorder_point = NULL, override_order_up_to = NULL, override_reason = NULL, overridden_by = NULL,
           overridden_at = NULL, override_ends_at = NULL, version = version + 1 WHERE id = $1 AND override_ends_at <= $2 RETURNING id`,
        [id, laterOf(this.clock.now(), alarmAt)],
      );
      if (ended.length > 0) await this.log.end(id);
    });
  }

  private endOf({ endsAt }: PolicyOverride): Date | null {
    if (endsAt === undefined || endsAt === null) return null;
    const time = new Date(endsAt);
    if (time <= this.clock.now()) throw invalid('endsAt', `must be in the future, not ${endsAt}`);
    return time;
  }

  private async setEnd(id: string, endsAt: Date | null): Promise<void> {
    if (endsAt) await this.timers.set('policy-override-ends', id, endsAt);
    else await this.timers.cancel('policy-override-ends', id);
  }

  private async change(
    id: string,
    seen: number | undefined,
    check: (policy: StockPolicyView) => void,
    values: readonly unknown[],
    endsAt: Date | null,
  ): Promise<StockPolicyView> {
    return this.transactions.run(async (manager) => {
      await manager.query(`SELECT 1 FROM stock_policy WHERE id = $1 FOR UPDATE`, [id]);
      const policy = await this.get(id);
      check(policy);
      requireVersion(policy.version, seen);
      await manager.query(
        `UPDATE stock_policy SET override_reorder_point = $2, override_order_up_to = $3, override_reason = $4, overridden_by = $5,
           overridden_at = $6, override_ends_at = $7, version = version + 1 WHERE id = $1`,
        [id, ...values],
      );
      await this.setEnd(id, endsAt);
      await this.log.end(id);
      if (values !== nothing) await this.log.begin(id);
      return this.get(id);
    });
  }

  private rows(query: PageQuery, conditions: Listing<StockPolicyView>['conditions']): Promise<Page<StockPolicyView>> {
    return this.transactions.run((manager) =>
      listRows<StockPolicyView>(manager, query, {
        select,
        conditions,
        sort: [
          { column: 'part_id', type: 'uuid' },
          { column: 'location_id', type: 'uuid' },
        ],
        sortValues: ({ partId, locationId }) => [partId, locationId],
      }),
    );
  }
}

const nothing = [null, null, null, null, null, null];

function requireOrder({ reorderPoint, orderUpTo }: PolicyOverride): void {
  if (orderUpTo < reorderPoint)
    throw invalid('orderUpTo', `must be at least the reorder point ${reorderPoint}, not ${orderUpTo}`);
}

const refuseSecond = (error: unknown) => {
  if (brokenConstraint(error) !== 'stock_policy_part_id_location_id_key') throw error;
  throw new Problem('already-exists', 'this part has a policy at this place: override that one');
};
