const milliseconds = (column: string) => `(extract(epoch FROM ${column}) * 1000)::double precision`;

/**
 * $1 parts, $2 since when demand is recent -> one JSON document; see `Loaded`. Each table is told of the parts and read once, and what belongs together is
 * put together in `situationsOf`, so that it does not depend on what PostgreSQL believes of tables that a plan has just rewritten.
 */
export const loadSituations = `
  WITH item AS MATERIALIZED (
    SELECT part_id, location_id FROM forecast WHERE part_id = ANY($1::uuid[])
    UNION SELECT part_id, to_location_id FROM replenishment_order WHERE part_id = ANY($1::uuid[]) AND status <> 'received'
    UNION SELECT part_id, to_location_id FROM proposal WHERE part_id = ANY($1::uuid[]) AND status = 'open' AND source <> 'review'
  )
  SELECT json_build_object(
    'items', (SELECT json_agg(json_build_array(part_id, location_id, coalesce(recent.used, 0), coalesce(recent.lost, 0)))
      FROM item CROSS JOIN LATERAL (SELECT sum(used)::integer AS used, sum(lost)::integer AS lost FROM demand
        WHERE demand.part_id = item.part_id AND demand.location_id = item.location_id AND day >= $2::date) AS recent),
    'unitCosts', (SELECT json_object_agg(id, unit_cost_minor) FROM part WHERE id = ANY($1::uuid[])),
    'plans', (SELECT json_agg(json_build_array(planned.part_id, planned.location_id, json_build_object(
        'means', jsonb_path_query_array(parsed.plan, '$.bands[*].mean'), 'fromMilliseconds', ${milliseconds('planned.as_of')},
        'periodDays', planned.period_days, 'leadDays', parsed.plan -> 'lead' -> 'days', 'targetShare', planned.target_share, 'yearlyNeed', parsed.plan -> 'yearlyNeed',
        'daysSinceDemand', (parsed.plan ->> 'periodsSinceDemand')::integer * planned.period_days, 'reasons', parsed.plan -> 'reasons')))
      FROM forecast JOIN planned_item AS planned USING (run_id, part_id, location_id)
      -- Read once: OFFSET keeps PostgreSQL from reading the text again for each of its five figures.
      CROSS JOIN LATERAL (SELECT planned.plan::jsonb AS plan OFFSET 0) AS parsed WHERE forecast.part_id = ANY($1::uuid[])),
    'orderUpTo', (SELECT json_agg(json_build_array(part_id, location_id, coalesce(override_order_up_to, order_up_to)))
      FROM stock_policy WHERE part_id = ANY($1::uuid[])),
    'levels', (SELECT json_agg(json_build_array(part_id, location_id, on_hand, reserved, backordered)) FROM stock_level WHERE part_id = ANY($1::uuid[])),
    'orders', (SELECT json_agg(json_build_array(part_id, to_location_id, json_build_object(
        'id', id, 'pieces', quantity - received, 'etaMilliseconds', ${milliseconds('eta')})))
      FROM replenishment_order WHERE part_id = ANY($1::uuid[]) AND status <> 'received'),
    'moves', (SELECT json_agg(json_build_array(part_id, to_location_id, json_build_object(
        'source', source, 'fromLocationId', from_location_id, 'pieces', quantity,
        'savedShortages', saved_shortages, 'costMinor', cost_minor, 'gainMinor', gain_minor)) ORDER BY id)
      FROM proposal WHERE part_id = ANY($1::uuid[]) AND status = 'open' AND source <> 'review'),
    'newParts', (SELECT json_agg(id) FROM part WHERE id = ANY($1::uuid[]) AND superseded_by_part_id IS NULL
      AND NOT EXISTS (SELECT FROM forecast WHERE forecast.part_id = part.id)
      AND NOT EXISTS (SELECT FROM demand WHERE demand.part_id = part.id)
      AND NOT EXISTS (SELECT FROM part AS old WHERE old.superseded_by_part_id = part.id)),
    'unbacked', (SELECT json_agg(used) FROM (
      SELECT line.part_id AS "partId", place.id AS "locationId", place.site_id AS "siteId", part.unit_cost_minor AS "unitCostMinor",
        sum(quantity)::integer AS pieces, count(DISTINCT repair_order_id)::integer AS orders,
        (array_agg(repair_order_id ORDER BY quantity DESC, wanted_since DESC, repair_order_id))[1] AS "repairOrderId"
      FROM reservation_line AS line JOIN part ON part.id = line.part_id JOIN reservation USING (repair_order_id)
      JOIN stock_location AS place ON place.kind = 'site' AND place.site_id = coalesce(reservation.site_id, reservation.wanted_site_id)
      WHERE line.part_id = ANY($1::uuid[]) AND line.state = 'unbacked' AND wanted_since >= $2 GROUP BY line.part_id, place.id, part.id) AS used),
    'uncounted', (SELECT json_agg(used) FROM (
      SELECT uncounted.part_id AS "partId", place.id AS "locationId", place.site_id AS "siteId", part.unit_cost_minor AS "unitCostMinor",
        sum(reported - counted)::integer AS pieces, count(DISTINCT repair_order_id)::integer AS orders,
        (array_agg(repair_order_id ORDER BY at DESC, visit_id DESC))[1] AS "repairOrderId",
        (array_agg(reported ORDER BY at DESC, visit_id DESC))[1] AS "reportedPieces",
        (array_agg(counted ORDER BY at DESC, visit_id DESC))[1] AS "countedPieces"
      FROM uncounted_use AS uncounted JOIN stock_location AS place ON place.id = uncounted.location_id LEFT JOIN part ON part.id = uncounted.part_id
      WHERE uncounted.part_id = ANY($1::uuid[]) AND at >= $2 AND settled_at IS NULL GROUP BY uncounted.part_id, place.id, part.id) AS used)
  ) AS loaded`;

/** $1 parts, $2 their exceptions as JSON, $3 now. */
export const saveExceptions = `
  WITH next AS MATERIALIZED (
    SELECT * FROM json_to_recordset($2::json) AS row (
      id uuid, kind text, "partId" uuid, "locationId" uuid, severity integer, numbers jsonb
    )
  ), gone AS (
    DELETE FROM planning_exception AS old WHERE part_id = ANY($1::uuid[]) AND NOT EXISTS (
      SELECT FROM next WHERE next."partId" = old.part_id AND next."locationId" IS NOT DISTINCT FROM old.location_id AND next.kind = old.kind)
  )
  INSERT INTO planning_exception (id, kind, part_id, location_id, severity, numbers, found_at)
  SELECT id, kind, "partId", "locationId", severity, numbers, $3 FROM next ORDER BY "partId", "locationId", kind
  ON CONFLICT (part_id, location_id, kind) DO UPDATE SET severity = excluded.severity, numbers = excluded.numbers,
    version = planning_exception.version + (planning_exception.numbers IS DISTINCT FROM excluded.numbers)::integer`;
