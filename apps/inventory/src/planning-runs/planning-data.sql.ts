import { tellAgain } from '../forecasts/live-forecasts.sql.js';
import { compareOverrides } from '../override-report/override-report.sql.js';

/** Every part number with the one that stands for it: itself, or its last successor. */
export const families = (heads: string) => `
  family AS (
    SELECT id AS head, id, 0 AS depth FROM part WHERE superseded_by_part_id IS NULL ${heads}
    UNION ALL
    SELECT family.head, part.id, depth + 1 FROM part JOIN family ON part.superseded_by_part_id = family.id WHERE depth < 8
  )`;

/**
 * Opens a transaction that reads demand: which way is the quickest depends on how many parts and days are asked for, and a plan for any of them (as the event
 * path has it) reads all days that there are.
 */
export const planAnew = ['SET LOCAL plan_cache_mode = force_custom_plan'] as const;

/** Opens the transaction that reads a batch: PostgreSQL expects a fiftieth of its days of demand, and would sort them by item-location instead of adding them up. */
export const readBatch = [...planAnew, 'SET LOCAL enable_sort = off'] as const;

/** The demand of some parts, found by their ids: whoever joins them by their families alone has PostgreSQL read all demand there is. */
const demandOf = (family: string) =>
  `demand JOIN ${family} ON ${family}.id = demand.part_id AND demand.part_id = ANY(ARRAY(SELECT id FROM ${family}))`;

/** A `Timeline` of grouped rows: two lists cost a fifth of a list of pairs. */
const timeline = `json_build_object('backs', array_agg(back), 'quantities', array_agg(quantity))`;

/** $1 the day of the run -> days of history there are before it. */
export const daysOfHistory = `SELECT $1::date - min(day) AS days FROM demand WHERE day < $1::date`;

/** $1 categories, $2 parts; null: all -> the categories of these parts. */
export const categoriesOf = `
  SELECT DISTINCT category FROM part
  WHERE superseded_by_part_id IS NULL AND ($1::text[] IS NULL OR category = ANY($1)) AND ($2::uuid[] IS NULL OR id = ANY($2)) ORDER BY 1`;

/** $1 parts and $2 places of item-locations, $3 first day, $4 day of the run, $5 days of a period -> their demand. */
export const historiesOf = `
  SELECT ${timeline} AS demand FROM (
    SELECT part_id, location_id, ($4::date - 1 - day) / $5::integer AS back, sum(used + lost + adjusted) AS quantity
    FROM unnest($1::uuid[], $2::uuid[]) AS drawn (part_id, location_id) JOIN demand USING (part_id, location_id)
    WHERE day >= $3::date AND day < $4::date GROUP BY 1, 2, 3
  ) AS period GROUP BY part_id, location_id ORDER BY part_id, location_id`;

/** The demand by day of drawn parts, $2 first day, $3 day of the run, with all that they replace, by place. */
const dailyDemandOf = (drawn: string) => `
  WITH RECURSIVE drawn AS MATERIALIZED (${drawn}), ${families('AND id IN (SELECT id FROM drawn)').trim()}, daily AS (
    SELECT head, location_id, $3::date - 1 - day AS back, used + lost + adjusted AS quantity
    FROM ${demandOf('family')} WHERE day >= $2::date AND day < $3::date
  )
  SELECT head AS "partId", category, unit_cost_minor AS "unitCostMinor", pack_quantity AS "packQuantity", location_id AS "locationId", demand
  FROM (SELECT head, location_id, ${timeline} AS demand FROM daily GROUP BY head, location_id) AS item JOIN part ON part.id = head
  ORDER BY head, location_id`;

/** $1 category, $2 first day, $3 day of the run, $4 seed, $5 most parts -> daily demand of parts drawn by the seed. */
export const rehearsedDemand = dailyDemandOf(`
    SELECT id FROM part WHERE category = $1 AND superseded_by_part_id IS NULL
      AND EXISTS (SELECT FROM demand WHERE part_id = part.id AND day >= $2::date AND day < $3::date)
    ORDER BY md5(id::text || $4::text) LIMIT $5`);

/** $1 parts, $2 first day, $3 day of the run -> their daily demand. */
export const rehearsedDemandOfParts = dailyDemandOf('SELECT unnest($1::uuid[]) AS id');

/**
 * $1 parts, $2 first day, $3 day of the run, $4 days of a period, $5 run -> one JSON document as text, which only the thread that plans it reads; see
 * `LoadedBatch`.
 */
export const loadBatch = `
  WITH RECURSIVE ${families('AND id = ANY($1::uuid[])')}
  SELECT json_build_object(
    'run', (SELECT json_build_object('periodDays', $4::integer, 'periods', periods, 'horizon', horizon_periods, 'locationIds', scope -> 'locationIds',
      'targets', targets) FROM planning_run WHERE id = $5),
    'categories', (SELECT json_agg(json_build_object('category', category, 'group', groups -> category, 'calibrations', calibrations -> category,
      'ratePrior', rate_priors -> category)) FROM planning_run, (SELECT DISTINCT category FROM part WHERE id = ANY($1::uuid[])) AS wanted
      WHERE planning_run.id = $5),
    'parts', (SELECT json_agg(json_build_object('id', id, 'category', category, 'unitCostMinor', unit_cost_minor, 'currency', currency,
      'packQuantity', pack_quantity, 'criticality', criticality, 'enteredDaysAgo', $3::date - entered_on) ORDER BY id) FROM part WHERE id IN (SELECT head FROM family)),
    'places', (SELECT json_agg(json_build_object('id', id, 'kind', kind, 'siteId', site_id, 'technicianId', technician_id,
      'suppliedFromId', supplied_from_id, 'lon', lon, 'lat', lat) ORDER BY id)
      FROM stock_location WHERE active AND kind IN ('central', 'regional', 'site', 'van')),
    'lanes', (SELECT json_agg(json_build_object('partId', part_id, 'fromLocationId', from_location_id, 'toLocationId', to_location_id,
      'meanDays', mean_days, 'deviationDays', deviation_days))
      FROM lead_time_lane WHERE part_id IS NULL OR part_id = ANY($1::uuid[])),
    'demand', (SELECT json_agg(json_build_array(head, location_id, backs, quantities)) FROM (
      SELECT head, location_id, array_agg(back) AS backs, array_agg(quantity) AS quantities FROM (
        SELECT head, location_id, ($3::date - 1 - day) / $4::integer AS back, sum(used + lost + adjusted) AS quantity
        FROM ${demandOf('family')} WHERE day >= $2::date AND day < $3::date GROUP BY 1, 2, 3 HAVING sum(used + lost + adjusted) > 0) AS period
      GROUP BY head, location_id) AS item),
    'bases', (SELECT json_agg(json_build_object('category', category, 'locationId', location_id, 'wanted', wanted,
      'wantedPerPeriod', wanted_per_day * $4::integer, 'unitYears', unit_years, 'unitYearsPerPeriod', units * $4::integer / 365))
      FROM planning_base WHERE run_id = $5 AND category = ANY(ARRAY(SELECT DISTINCT category FROM part WHERE id = ANY($1::uuid[])))),
    'kept', (SELECT json_agg(json_build_object('partId', part_id, 'locationId', location_id)) FROM (
      SELECT part_id, location_id FROM stock_level WHERE part_id = ANY($1::uuid[]) AND (on_hand > 0 OR backordered > 0)
      UNION SELECT part_id, location_id FROM stock_policy WHERE part_id = ANY($1::uuid[])
      UNION SELECT part_id, location_id FROM planning_override WHERE part_id = ANY($1::uuid[]) AND ended_at IS NULL) AS known),
    'before', (SELECT json_agg(json_build_object('partId', item.part_id, 'locationId', item.location_id, 'method', method,
      'demandClass', demand_class, 'meanPerDay', mean_per_day))
      FROM forecast JOIN planned_item AS item USING (run_id, part_id, location_id) WHERE forecast.part_id = ANY($1::uuid[])),
    'overrides', (SELECT json_agg(told) FROM (
      SELECT part_id AS "partId", location_id AS "locationId", max(mean_per_day) AS "meanPerDay", max(demand_class) AS "demandClass",
        max(target_share) AS "targetShare" -- one of each kind
      FROM planning_override WHERE part_id = ANY($1::uuid[]) AND ended_at IS NULL GROUP BY 1, 2) AS told)
  )::text AS loaded`;

/** A run that nobody prepares yet, or whose preparer has died, leased for a minute. */
export const leaseRun = `
  UPDATE planning_run SET status = 'running', leased_until = clock_timestamp() + interval '60 seconds', version = version + 1
  WHERE id = (
    SELECT id FROM planning_run
    WHERE status IN ('waiting', 'running') AND NOT prepared AND (leased_until IS NULL OR leased_until < clock_timestamp())
    ORDER BY id LIMIT 1 FOR UPDATE SKIP LOCKED)
  RETURNING id, version`;

/** $1 run: its preparer needs another minute. Answers nothing if the run was stopped or another server prepares it by now. */
export const prolongLease = `
  UPDATE planning_run SET leased_until = clock_timestamp() + interval '60 seconds'
  WHERE id = $1 AND status = 'running' AND NOT prepared RETURNING id`;

/** A batch of a prepared run, leased for a minute. */
export const leaseBatch = `
  UPDATE planning_batch SET leased_until = clock_timestamp() + interval '60 seconds', attempts = attempts + 1
  FROM planning_run AS run
  WHERE run.id = planning_batch.run_id AND (run_id, number) = (
    SELECT run_id, number FROM planning_batch JOIN planning_run ON planning_run.id = run_id
    WHERE status = 'running' AND NOT done AND (planning_batch.leased_until IS NULL OR planning_batch.leased_until < clock_timestamp())
    ORDER BY run_id, number LIMIT 1 FOR UPDATE OF planning_batch SKIP LOCKED)
  RETURNING run_id AS "runId", number, part_ids AS "partIds", value_classes AS "valueClasses", attempts, what_if IS NOT NULL AS "isWhatIf",
    as_of::text AS "asOf", coalesce(period_days, 7) AS "periodDays", coalesce(periods, 0) AS periods`;

/** $1 run, $2 number: answers nothing if another server has finished the batch. */
export const finishBatch = `
  UPDATE planning_batch SET done = true, leased_until = NULL WHERE run_id = $1 AND number = $2 AND NOT done RETURNING 1`;

/**
 * $1 run. Curves refer to their run, so everybody who writes some holds a share of its key: who locked it with that key (FOR UPDATE) would wait for them
 * while they wait for each other.
 */
export const lockRunning = `
  SELECT parts_done AS done, parts_total AS total, item_locations AS items, stock_value_minor AS value
  FROM planning_run WHERE id = $1 AND status = 'running' FOR NO KEY UPDATE`;

/** $1 run, $2 batches as JSON. */
export const saveBatches = `
  INSERT INTO planning_batch (run_id, number, part_ids, value_classes)
  SELECT $1, number, "partIds", "valueClasses"
  FROM json_to_recordset($2::json) AS row (number integer, "partIds" uuid[], "valueClasses" text[])`;

/** The newest runs; what an override has planned anew is not looked at again. */
const newest = `SELECT id FROM planning_run WHERE trigger <> 'override' ORDER BY id DESC LIMIT 8`;

/** Runs that nobody has published while so many newer ones came: they are set aside. */
export const runsToSetAside = `
  SELECT id FROM planning_run WHERE status = 'done' AND NOT publish_when_done AND id NOT IN (${newest}) ORDER BY id FOR NO KEY UPDATE`;

/** Figures of ended runs that count nowhere any more and are not among the newest go, so many at a time. */
export const forgetOldItems = `
  DELETE FROM planned_item WHERE ctid = ANY (ARRAY(
    SELECT item.ctid FROM planned_item AS item
    WHERE run_id IN (SELECT id FROM planning_run WHERE status IN ('published', 'stopped', 'failed') AND id NOT IN (${newest}))
      AND NOT EXISTS (SELECT FROM forecast WHERE (forecast.run_id, forecast.part_id, forecast.location_id) = (item.run_id, item.part_id, item.location_id))
    LIMIT 20000))`;

/** $1 run: the item-locations that it was to plan. */
const inScope = (table: string) => `
  ${table}.part_id IN (SELECT unnest(part_ids) FROM planning_batch WHERE run_id = $1)
  AND (SELECT coalesce(scope -> 'locationIds' ? ${table}.location_id::text, true) FROM planning_run WHERE id = $1)
  AND NOT EXISTS (SELECT FROM planned_item AS item WHERE item.run_id = $1 AND item.part_id = ${table}.part_id AND item.location_id = ${table}.location_id)`;

/** What ended runs knew of places, and old curves. */
export const forgetOldBases = ['planning_base', 'planning_lab_cell'].map(
  (table) => `
  DELETE FROM ${table} WHERE run_id IN (
    SELECT id FROM planning_run WHERE status IN ('published', 'stopped', 'failed') AND id NOT IN (${newest}))`,
);

/**
 * $1 run, $2 now; in this order, in one transaction. A planner's numbers stay where they are. `byItself`: what a newer run has published meanwhile stays,
 * too, such as what a planner has overridden since.
 */
export function publishRun(byItself: boolean): string[] {
  const older = byItself ? 'forecast.run_id < $1' : 'true';
  return [
    `DELETE FROM forecast USING part WHERE part.id = part_id AND superseded_by_part_id IS NOT NULL AND $1::uuid IS NOT NULL`,
    `DELETE FROM forecast WHERE ${older} AND ${inScope('forecast')}`,
    `UPDATE stock_policy SET planning_run_id = NULL, version = version + 1
     WHERE planning_run_id IS NOT NULL AND ${inScope('stock_policy')} AND NOT EXISTS (
       SELECT FROM forecast WHERE forecast.part_id = stock_policy.part_id AND forecast.location_id = stock_policy.location_id)`,
    `INSERT INTO forecast (part_id, location_id, run_id)
     SELECT part_id, location_id, run_id FROM planned_item WHERE run_id = $1 ORDER BY part_id, location_id
     ON CONFLICT (part_id, location_id) DO UPDATE SET run_id = excluded.run_id, live = NULL, version = forecast.version + 1 WHERE ${older}`,
    `INSERT INTO stock_policy (part_id, location_id, mean_per_day, deviation_per_day, lead_time_days, lead_time_deviation_days, reorder_point,
       order_up_to, target_share, planned_share, reason, computed_at, planning_run_id)
     SELECT part_id, location_id, mean_per_day, deviation_per_day, lead_time_days, lead_time_deviation_days, reorder_point, order_up_to,
       target_share, planned_share, reason, $2::timestamptz, run_id
     FROM planned_item JOIN forecast USING (run_id, part_id, location_id) WHERE run_id = $1 ORDER BY part_id, location_id
     ON CONFLICT (part_id, location_id) DO UPDATE SET
       mean_per_day = excluded.mean_per_day, deviation_per_day = excluded.deviation_per_day, lead_time_days = excluded.lead_time_days,
       lead_time_deviation_days = excluded.lead_time_deviation_days, reorder_point = excluded.reorder_point,
       order_up_to = excluded.order_up_to, target_share = excluded.target_share, planned_share = excluded.planned_share,
       reason = excluded.reason, computed_at = excluded.computed_at, planning_run_id = excluded.planning_run_id,
       version = stock_policy.version + 1`,
    ...compareOverrides,
    tellAgain,
  ];
}
