import { Injectable } from '@nestjs/common';
import { Transactions } from '#common/database/transactions.js';
import type { Page, PageQuery } from '#common/http/pages.js';
import { Problem, invalid, notFound } from '#common/http/problems.js';
import { type Listing, listRows } from '../reading/list-rows.js';
import type {
  ComparisonQuery,
  PlanningRunQuery,
  PlanningRunView,
  RunComparison,
  RunDifference,
} from './planning-run.dto.js';

const select = `
  SELECT id, status, trigger, publish_when_done AS "publishWhenDone", scope, what_if AS "whatIf", horizon_periods AS "horizonPeriods", period_days AS "periodDays",
    periods, as_of::text AS "asOf", seed, target_matrix_version AS "targetMatrixVersion", parts_total AS "partsTotal", parts_done AS "partsDone", item_locations AS "itemLocations",
    stock_value_minor AS "stockValueMinor", requested_at AS "requestedAt", requested_by AS "requestedBy", ended_at AS "endedAt",
    published_at AS "publishedAt", published_by AS "publishedBy", failure, version
  FROM planning_run`;

/** $1 run, $2 other. */
const both = `FROM planned_item AS one JOIN planned_item AS other USING (part_id, location_id) WHERE one.run_id = $1 AND other.run_id = $2`;
const differ = `(one.reorder_point, one.order_up_to) <> (other.reorder_point, other.order_up_to)`;
const figures = (of: string) =>
  `json_build_object('id', $${of === 'one' ? 1 : 2}::uuid, 'itemLocations', count(*), 'meanPerDay', coalesce(sum(${of}.mean_per_day), 0),
    'orderUpTo', coalesce(sum(${of}.order_up_to), 0), 'stockValueMinor', coalesce(sum(${of}.stock_value_minor), 0))`;
const missing = (
  from: string,
  other: string,
) => `(SELECT count(*) FROM planned_item AS mine WHERE mine.run_id = ${from} AND NOT EXISTS (
  SELECT FROM planned_item AS theirs WHERE theirs.run_id = ${other} AND theirs.part_id = mine.part_id AND theirs.location_id = mine.location_id))`;

const sums = `
  SELECT ${figures('one')} AS run, ${figures('other')} AS other, count(*) FILTER (WHERE ${differ})::integer AS differing,
    ${missing('$1', '$2')}::integer AS "onlyInRun", ${missing('$2', '$1')}::integer AS "onlyInOther" ${both}`;

const differences = `
  SELECT part_id AS "partId", location_id AS "locationId", one.mean_per_day AS "meanPerDay", other.mean_per_day AS "otherMeanPerDay",
    one.reorder_point AS "reorderPoint", other.reorder_point AS "otherReorderPoint", one.order_up_to AS "orderUpTo",
    other.order_up_to AS "otherOrderUpTo", one.stock_value_minor - other.stock_value_minor AS "stockValueMinor", one.reason,
    other.reason AS "otherReason"
  ${both} AND ${differ} ORDER BY abs(one.stock_value_minor - other.stock_value_minor) DESC, part_id, location_id LIMIT $3`;

@Injectable()
export class PlanningRunsReader {
  constructor(private readonly transactions: Transactions) {}

  async list(query: PlanningRunQuery): Promise<Page<PlanningRunView>> {
    return this.rows(query, [['status = ?', query.status]]);
  }

  async get(id: string): Promise<PlanningRunView> {
    const { items } = await this.rows({}, [['id = ?', id]]);
    const [found] = items;
    if (!found) throw notFound('planning run', id);
    return found;
  }

  async compare(id: string, { with: otherId, limit = 50 }: ComparisonQuery): Promise<RunComparison> {
    if (id === otherId.toLowerCase()) throw invalid('with', 'must be another run: a run does not differ from itself');
    return this.transactions.run(async (manager) => {
      const [run, other] = [await this.get(id), await this.get(otherId)];
      const [found] = await manager.query<[Omit<RunComparison, 'differences'>]>(sums, [id, otherId]);
      requireFigures(run, found.run.itemLocations + found.onlyInRun);
      requireFigures(other, found.other.itemLocations + found.onlyInOther);
      return { ...found, differences: await manager.query<RunDifference[]>(differences, [id, otherId, limit]) };
    });
  }

  private rows(query: PageQuery, conditions: Listing<PlanningRunView>['conditions']): Promise<Page<PlanningRunView>> {
    return this.transactions.run((manager) =>
      listRows<PlanningRunView>(manager, query, {
        select,
        conditions,
        sort: [{ column: 'id', type: 'uuid' }],
        descending: true,
        sortValues: ({ id }) => [id],
      }),
    );
  }
}

/** The figures of old runs are forgotten but for those that still count. */
function requireFigures({ id, status, itemLocations, whatIf }: PlanningRunView, kept: number): void {
  if (whatIf) throw new Problem('conflict', `run ${id} has planned nothing: look at its curves`);
  if (status !== 'done' && status !== 'published')
    throw new Problem('conflict', `run ${id} is ${status}: only runs that are done can be compared`);
  if (kept < itemLocations)
    throw new Problem(
      'conflict',
      `only ${kept} of the ${itemLocations} figures of run ${id} are still kept: plan anew`,
    );
}
