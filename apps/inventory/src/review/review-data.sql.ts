/** $1 parts, $2 first day of demand (null: plan only), $3 last day, $4 rejections since -> one JSON document; see `Loaded` in review-data.ts. */
export const loadReview = `
  WITH RECURSIVE up AS (
    SELECT id, superseded_by_part_id, 0 AS depth FROM part WHERE id = ANY($1::uuid[])
    UNION ALL
    SELECT part.id, part.superseded_by_part_id, depth + 1 FROM part JOIN up ON part.id = up.superseded_by_part_id WHERE depth < 8
  ), family AS (
    SELECT DISTINCT id AS head, id, 0 AS depth FROM up WHERE superseded_by_part_id IS NULL
    UNION ALL
    SELECT family.head, part.id, depth + 1 FROM part JOIN family ON part.superseded_by_part_id = family.id WHERE depth < 8
  ), head AS MATERIALIZED (
    SELECT part.* FROM part WHERE id IN (SELECT head FROM family)
  ), daily AS (
    SELECT family.head, location_id, day, sum(used + lost + adjusted) AS quantity FROM family JOIN demand ON demand.part_id = family.id
    WHERE day BETWEEN $2::date AND $3::date GROUP BY 1, 2, 3
  )
  SELECT json_build_object(
    'parts', (SELECT json_agg(json_build_object('id', id, 'packQuantity', pack_quantity, 'unitCostMinor', unit_cost_minor,
      'currency', currency) ORDER BY id) FROM head),
    'family', (SELECT json_agg(json_build_object('head', head, 'id', id)) FROM family),
    'places', (SELECT json_agg(json_build_object('id', id, 'kind', kind, 'siteId', site_id, 'technicianId', technician_id,
      'suppliedFromId', supplied_from_id, 'lon', lon, 'lat', lat) ORDER BY id)
      FROM stock_location WHERE active AND kind IN ('central', 'regional', 'site', 'van')),
    'lanes', (SELECT json_agg(json_build_object('partId', part_id, 'fromLocationId', from_location_id, 'toLocationId', to_location_id,
      'meanDays', mean_days, 'deviationDays', deviation_days))
      FROM lead_time_lane WHERE part_id IS NULL OR part_id = ANY(ARRAY(SELECT id FROM head))),
    'levels', (SELECT json_agg(json_build_object('partId', part_id, 'locationId', location_id, 'onHand', on_hand, 'reserved', reserved,
      'onOrder', on_order, 'backordered', backordered)) FROM stock_level WHERE part_id = ANY(ARRAY(SELECT id FROM family))),
    'policies', (SELECT json_agg(json_build_object('partId', part_id, 'locationId', location_id, 'meanPerDay', mean_per_day,
      'deviationPerDay', deviation_per_day, 'leadTimeDays', lead_time_days, 'leadTimeDeviationDays', lead_time_deviation_days,
      'reorderPoint', reorder_point, 'orderUpTo', order_up_to, 'reason', reason, 'planned', planning_run_id IS NOT NULL,
      'overrideReorderPoint', override_reorder_point, 'overrideOrderUpTo', override_order_up_to))
      FROM stock_policy WHERE part_id = ANY(ARRAY(SELECT id FROM head))),
    'rejections', (SELECT json_agg(json_build_object('partId', part_id, 'locationId', to_location_id, 'position', position))
      FROM proposal WHERE status = 'rejected' AND source = 'review' AND decided_at > $4 AND part_id = ANY(ARRAY(SELECT id FROM head))),
    'demand', (SELECT json_agg(json_build_object('partId', head, 'locationId', location_id, 'sum', sum, 'sumOfSquares', squares))
      FROM (SELECT head, location_id, sum(quantity) AS sum, sum(quantity * quantity) AS squares FROM daily GROUP BY 1, 2) AS totals)
  ) AS loaded`;

/** $1 policies as JSON, $2 now. What a run has published meanwhile stays. */
export const savePolicies = `
  INSERT INTO stock_policy (
    part_id, location_id, mean_per_day, deviation_per_day, lead_time_days, lead_time_deviation_days, reorder_point, order_up_to, reason,
    computed_at
  )
  SELECT "partId", "locationId", "meanPerDay", "deviationPerDay", "leadTimeDays", "leadTimeDeviationDays", "reorderPoint", "orderUpTo",
    reason, $2
  FROM json_to_recordset($1::json) AS row (
    "partId" uuid, "locationId" uuid, "meanPerDay" double precision, "deviationPerDay" double precision,
    "leadTimeDays" double precision, "leadTimeDeviationDays" double precision, "reorderPoint" integer, "orderUpTo" integer, reason text
  )
  ON CONFLICT (part_id, location_id) DO UPDATE SET
    mean_per_day = excluded.mean_per_day, deviation_per_day = excluded.deviation_per_day, lead_time_days = excluded.lead_time_days,
    lead_time_deviation_days = excluded.lead_time_deviation_days, reorder_point = excluded.reorder_point,
    order_up_to = excluded.order_up_to, reason = excluded.reason, computed_at = excluded.computed_at, version = stock_policy.version + 1
  WHERE stock_policy.planning_run_id IS NULL`;

/** $1 parts, $2 open proposals as JSON, $3 now: proposals that are no longer needed lapse, the others are written or brought up to date. */
export const saveProposals = `
  WITH next AS MATERIALIZED (
    SELECT * FROM json_to_recordset($2::json) AS row (
      id uuid, kind text, "partId" uuid, "fromLocationId" uuid, "toLocationId" uuid, quantity integer, "valueMinor" bigint, currency text,
      position integer, "reorderPoint" integer, "orderUpTo" integer, reason text
    )
  ), lapsed AS (
    UPDATE proposal SET status = 'lapsed', decided_at = $3, version = version + 1
    WHERE status = 'open' AND source = 'review' AND part_id = ANY($1::uuid[])
      AND NOT EXISTS (SELECT FROM next WHERE next."partId" = proposal.part_id AND next."toLocationId" = proposal.to_location_id)
  )
  INSERT INTO proposal (
    id, kind, part_id, from_location_id, to_location_id, quantity, value_minor, currency, position, reorder_point, order_up_to, reason,
    proposed_at
  )
  SELECT id, kind, "partId", "fromLocationId", "toLocationId", quantity, "valueMinor", currency, position, "reorderPoint", "orderUpTo",
    reason, $3 FROM next
  ON CONFLICT (part_id, to_location_id) WHERE status = 'open' AND source = 'review' DO UPDATE SET
    kind = excluded.kind, from_location_id = excluded.from_location_id, quantity = excluded.quantity, value_minor = excluded.value_minor,
    position = excluded.position, reorder_point = excluded.reorder_point, order_up_to = excluded.order_up_to, reason = excluded.reason,
    version = proposal.version + 1
  WHERE (proposal.quantity, proposal.position, proposal.reason) IS DISTINCT FROM (excluded.quantity, excluded.position, excluded.reason)`;
