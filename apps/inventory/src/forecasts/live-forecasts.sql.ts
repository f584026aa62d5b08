/**
 * Opens a transaction that brings forecasts up. Its statements are planned once per connection, mostly before anything is published: PostgreSQL would look
 * through tables that are empty then, and go on so when they are full. Nobody waits for the disk: after a crash the demand that is lost here is still to be counted.
 */
export const byKeys = ['SET LOCAL enable_seqscan = off', 'SET LOCAL synchronous_commit = off'] as const;

/**
 * $1 most: takes demand that is not counted yet and answers every published forecast that it changes: at the place, at all places that supply it, and
 * of the part that stands for it today. `OFFSET 0`: each row is looked up by its whole key, whatever PostgreSQL believed of the tables when it planned this.
 */
export const takeStale = `
  WITH RECURSIVE gone AS (
    DELETE FROM forecast_stale WHERE ctid = ANY (ARRAY(SELECT ctid FROM forecast_stale LIMIT $1 FOR UPDATE SKIP LOCKED))
    RETURNING part_id, location_id, day, pieces
  ), head AS (
    SELECT DISTINCT part_id AS of, part_id AS id, 0 AS depth FROM gone
    UNION ALL
    SELECT head.of, part.superseded_by_part_id, depth + 1 FROM head JOIN part ON part.id = head.id
    WHERE part.superseded_by_part_id IS NOT NULL AND depth < 8
  ), place AS (
    SELECT DISTINCT location_id AS of, location_id AS id, 0 AS depth FROM gone
    UNION ALL
    SELECT place.of, next.supplied_from_id, depth + 1 FROM place JOIN stock_location AS next ON next.id = place.id
    WHERE next.supplied_from_id IS NOT NULL AND depth < 8
  ), wanted AS MATERIALIZED (
    SELECT head.id AS part_id, place.id AS location_id, json_agg(json_build_array(gone.day, gone.pieces)) AS told
    FROM gone JOIN head ON head.of = gone.part_id JOIN place ON place.of = gone.location_id GROUP BY 1, 2
  )
  SELECT (SELECT count(*) FROM gone)::integer AS taken, (SELECT json_agg(json_build_object(
    'id', forecast.id, 'runId', forecast.run_id, 'category', (SELECT category FROM part WHERE part.id = wanted.part_id), 'told', told,
    'late', coalesce(live -> 'late', '[]'), 'asOf', item.as_of, 'periodDays', period_days, 'method', method, 'meanPerDay', mean_per_day,
    'leadTime', json_build_object('meanDays', lead_time_days, 'deviationDays', lead_time_deviation_days), 'history', history,
    'base', item.plan -> 'base', 'available', coalesce(on_hand - reserved, 0),
    'position', coalesce(on_hand + on_order - reserved - backordered, 0), 'since', since.demand))
    FROM wanted
    CROSS JOIN LATERAL (SELECT * FROM forecast WHERE (part_id, location_id) = (wanted.part_id, wanted.location_id) OFFSET 0) AS forecast
    CROSS JOIN LATERAL (
      SELECT * FROM planned_item WHERE (run_id, part_id, location_id) = (forecast.run_id, wanted.part_id, wanted.location_id) OFFSET 0) AS item
    LEFT JOIN LATERAL (SELECT * FROM stock_level WHERE (part_id, location_id) = (wanted.part_id, wanted.location_id) OFFSET 0) AS level ON true
    CROSS JOIN LATERAL (
      WITH RECURSIVE number AS (
        SELECT wanted.part_id AS id, 0 AS depth
        UNION ALL SELECT old.id, depth + 1 FROM part AS old JOIN number ON old.superseded_by_part_id = number.id WHERE depth < 8
      ), below AS (
        SELECT wanted.location_id AS id, 0 AS depth
        UNION ALL SELECT next.id, depth + 1 FROM stock_location AS next JOIN below ON next.supplied_from_id = below.id WHERE depth < 8
      )
      SELECT coalesce(json_agg(json_build_array(day - item.as_of, pieces)), '[]') AS demand FROM (
        SELECT day, sum(used + lost + adjusted)::integer AS pieces FROM number CROSS JOIN below CROSS JOIN LATERAL (
          SELECT day, used, lost, adjusted FROM demand WHERE (part_id, location_id) = (number.id, below.id) AND day >= item.as_of OFFSET 0) AS here
        GROUP BY day) AS daily
    ) AS since) AS changed`;

/** $1 live forecasts as JSON; what a run has published meanwhile knows better. */
export const saveLive = `
  UPDATE forecast SET live = row.live, version = forecast.version + 1
  FROM json_to_recordset($1::json) AS row (id uuid, "runId" uuid, live jsonb)
  WHERE forecast.id = row.id AND forecast.run_id = row."runId"`;

/** $1 run, in the transaction that publishes it: its history ends the day before it, so forecasts look again at what was wanted since. */
export const tellAgain = `
  INSERT INTO forecast_stale (part_id, location_id, day, pieces)
  SELECT DISTINCT part_id, location_id, run.as_of, 0 FROM planning_run AS run JOIN demand ON demand.day >= run.as_of WHERE run.id = $1`;
