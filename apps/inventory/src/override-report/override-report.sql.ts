const newer = (columns: readonly string[]) => columns.map((column) => `${column} = excluded.${column}`).join(', ');

const levels = ['reorder_point', 'order_up_to', 'automatic_reorder_point', 'automatic_order_up_to'];
const forecast = ['mean_per_day', 'automatic_mean_per_day', 'quantiles', 'automatic_quantiles'];

/** Policies whose own numbers a planner has replaced; those computed stand beside them. */
const ofPolicies = (day: string, condition: string) => `
  INSERT INTO override_comparison (override_id, from_day, period_days, lead_time_days, ${levels.join(', ')})
  SELECT told.id, ${day}, 1, lead_time_days, told.reorder_point, told.order_up_to, policy.reorder_point, policy.order_up_to
  FROM policy_override AS told JOIN stock_policy AS policy ON policy.id = told.stock_policy_id
  WHERE told.ended_at IS NULL AND ${condition}
  ON CONFLICT (override_id, from_day) DO UPDATE SET lead_time_days = excluded.lead_time_days, ${newer(levels)}`;

/** $1 policy, $2 now. */
export const comparePolicyNow = ofPolicies(`($2::timestamptz AT TIME ZONE 'UTC')::date`, 'policy.id = $1');

/** $1 run: what its plans say with the overrides that count, and without them. From then on these are compared with what happens. */
export const compareOverrides = [
  `INSERT INTO override_comparison (override_id, from_day, period_days, lead_time_days, ${[...levels, ...forecast].join(', ')})
   SELECT told.id, item.as_of, item.period_days, item.lead_time_days, item.reorder_point, item.order_up_to,
     (automatic ->> 'reorderPoint')::integer, (automatic ->> 'orderUpTo')::integer, item.mean_per_day, (automatic ->> 'meanPerDay')::double precision,
     (item.plan -> 'bands' -> 0 -> 'quantiles')::jsonb, (automatic -> 'quantiles')::jsonb
   FROM planning_override AS told JOIN planned_item AS item ON item.part_id = told.part_id AND item.location_id = told.location_id
   CROSS JOIN LATERAL (SELECT item.plan -> 'automatic' AS automatic) AS beside
   WHERE told.ended_at IS NULL AND item.run_id = $1 AND automatic IS NOT NULL
   ON CONFLICT (override_id, from_day) DO UPDATE SET period_days = excluded.period_days, lead_time_days = excluded.lead_time_days,
     ${newer([...levels, ...forecast])}`,
  ofPolicies(`(SELECT as_of FROM planning_run WHERE id = $1)`, 'policy.planning_run_id = $1'),
];

/** Overrides of both kinds that were compared, with what they are about. */
export const selectOverrides = `
  SELECT id, kind, part_id AS "partId", location_id AS "locationId", reason, author, entered_at AS "enteredAt", ended_at AS "endedAt",
    (SELECT json_agg(json_build_object('fromDay', from_day, 'periodDays', period_days, 'leadTimeDays', lead_time_days,
        'with', json_build_object('meanPerDay', mean_per_day, 'quantiles', quantiles, 'reorderPoint', reorder_point, 'orderUpTo', order_up_to),
        'without', json_build_object('meanPerDay', automatic_mean_per_day, 'quantiles', automatic_quantiles,
          'reorderPoint', automatic_reorder_point, 'orderUpTo', automatic_order_up_to)) ORDER BY from_day)
      FROM override_comparison WHERE override_id = told.id) AS stretches,
    (SELECT json_build_object('unitCostMinor', unit_cost_minor, 'currency', currency, 'criticality', criticality) FROM part WHERE part.id = part_id) AS part
  FROM (
    SELECT id, kind, part_id, location_id, reason, author, entered_at, ended_at FROM planning_override
    UNION ALL SELECT id, 'policy', part_id, location_id, reason, author, entered_at, ended_at FROM policy_override
  ) AS told`;

/** $1 overrides as JSON (id, partId, locationId, from, to) -> demand by day there and at all places below, of the part and all that it replaces. */
export const demandOfOverrides = `
  WITH RECURSIVE asked AS MATERIALIZED (
    SELECT * FROM json_to_recordset($1::json) AS row (id uuid, "partId" uuid, "locationId" uuid, "from" date, "to" date)
  ), place AS (
    SELECT id, "locationId" AS location_id, 0 AS depth FROM asked
    UNION ALL
    SELECT place.id, below.id, depth + 1 FROM place JOIN stock_location AS below ON below.supplied_from_id = place.location_id WHERE depth < 8
  ), number AS (
    SELECT id, "partId" AS part_id, 0 AS depth FROM asked
    UNION ALL
    SELECT number.id, part.id, depth + 1 FROM number JOIN part ON part.superseded_by_part_id = number.part_id WHERE depth < 8
  )
  SELECT asked.id, day - "from" AS day, sum(used + lost + adjusted)::integer AS pieces
  FROM asked JOIN place USING (id) JOIN number USING (id)
  JOIN demand ON demand.part_id = number.part_id AND demand.location_id = place.location_id AND day >= "from" AND day < "to"
  GROUP BY asked.id, 2`;
