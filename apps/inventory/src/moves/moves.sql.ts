import { families } from '../planning-runs/planning-data.sql.js';

/** $1 parts, $2 rejections since -> one JSON document; see `LoadedMoves`: what of them lies where in the own network, with what is published about it. */
export const loadMovable = `
  SELECT json_build_object(
    'parts', (SELECT json_agg(json_build_object('id', id, 'unitCostMinor', unit_cost_minor, 'currency', currency, 'criticality', criticality))
      FROM part WHERE id = ANY($1::uuid[]) AND superseded_by_part_id IS NULL),
    'places', (SELECT json_agg(json_build_object(
      'partId', forecast.part_id, 'locationId', forecast.location_id, 'name', place.name, 'kind', place.kind, 'suppliedFromId', place.supplied_from_id,
      'onHand', coalesce(on_hand, 0), 'reserved', coalesce(reserved, 0), 'onOrder', coalesce(on_order, 0), 'backordered', coalesce(backordered, 0),
      'reorderPoint', coalesce(policy.override_reorder_point, policy.reorder_point, 0), 'orderUpTo', coalesce(policy.override_order_up_to, policy.order_up_to, 0),
      'meanPerDay', coalesce((live ->> 'meanPerDay')::double precision, item.mean_per_day), 'deviationPerDay', item.deviation_per_day,
      'leadDays', plan -> 'lead' -> 'days', 'yearlyNeed', plan -> 'yearlyNeed',
      'daysSinceDemand', (plan ->> 'periodsSinceDemand')::integer * item.period_days) ORDER BY forecast.part_id, forecast.location_id)
      FROM forecast JOIN planned_item AS item USING (run_id, part_id, location_id)
      JOIN stock_location AS place ON place.id = forecast.location_id AND place.active
        AND (place.kind IN ('central', 'regional') OR (place.kind = 'site' AND place.owned))
      LEFT JOIN stock_policy AS policy ON policy.part_id = forecast.part_id AND policy.location_id = forecast.location_id
      LEFT JOIN stock_level AS level ON level.part_id = forecast.part_id AND level.location_id = forecast.location_id
      WHERE forecast.part_id = ANY($1::uuid[])),
    'rejected', (SELECT json_agg(DISTINCT part_id || ' ' || from_location_id || ' ' || to_location_id) FROM proposal
      WHERE status = 'rejected' AND source <> 'review' AND decided_at > $2 AND part_id = ANY($1::uuid[]))
  ) AS loaded`;

/**
 * $1 own site, $2 since when its jobs count, $3 rejections since -> one JSON document; see `LoadedVans`. What was used that nobody had counts as well, a doubted use as
 * it counts as demand: its lines have all of the report, or nothing if no catalogue had the part (`counted` is 0 then).
 */
export const loadVans = `
  WITH RECURSIVE ${families('')}, ended AS MATERIALIZED (
    SELECT repair_order_id FROM reservation WHERE site_id = $1 AND ended_at >= $2
  ), taken AS (
    SELECT repair_order_id, part_id, quantity FROM ended JOIN reservation_line USING (repair_order_id) WHERE state IN ('issued', 'unbacked')
    UNION ALL
    SELECT repair_order_id, part_id, coalesce(settled_pieces, counted) - CASE counted WHEN 0 THEN 0 ELSE reported END
    FROM ended JOIN uncounted_use USING (repair_order_id)
  ), job AS MATERIALIZED (
    SELECT repair_order_id, family.head AS part_id, sum(quantity)::integer AS quantity
    FROM taken JOIN family ON family.id = taken.part_id GROUP BY 1, 2 HAVING sum(quantity) > 0
  ), kind AS (
    SELECT parts, count(*)::integer AS count FROM (
      SELECT json_agg(json_build_object('partId', part_id, 'quantity', quantity) ORDER BY part_id)::text AS parts FROM job GROUP BY repair_order_id) AS one
    GROUP BY parts ORDER BY 2 DESC, 1 LIMIT 300
  )
  SELECT json_build_object(
    'jobs', (SELECT json_agg(json_build_object('parts', parts::json, 'count', count) ORDER BY count DESC, parts) FROM kind),
    'parts', (SELECT json_agg(json_build_object('id', id, 'number', number, 'nameEn', name_en, 'nameZh', name_zh, 'unitCostMinor', unit_cost_minor,
      'currency', currency, 'criticality', criticality, 'volumeLitres', volume_cubic_centimetres / 1000.0::double precision) ORDER BY id) FROM part WHERE id IN (SELECT part_id FROM job)),
    'vans', (SELECT json_agg(json_build_object('locationId', van.id, 'name', van.name) ORDER BY van.id) FROM stock_location AS van
      JOIN stock_location AS site ON site.id = $1 AND site.owned AND site.active WHERE van.site_id = $1 AND van.kind = 'van' AND van.active),
    'levels', (SELECT json_agg(json_build_object('partId', part_id, 'locationId', location_id, 'onHand', on_hand, 'reserved', reserved,
      'onOrder', on_order, 'backordered', backordered)) FROM stock_level WHERE site_id = $1 AND part_id IN (SELECT part_id FROM job)),
    'rejected', (SELECT json_agg(DISTINCT part_id || ' ' || from_location_id || ' ' || to_location_id) FROM proposal
      WHERE status = 'rejected' AND source = 'kit' AND decided_at > $3 AND from_location_id = $1)
  ) AS loaded`;

/** $1 open moves as JSON, $2 now, $3 their sources, and which other ones lapse: $4 those of these parts, or $5 those from these places. */
export const saveMoves = `
  WITH next AS MATERIALIZED (
    SELECT * FROM json_to_recordset($1::json) AS row (
      id uuid, source text, "partId" uuid, "fromLocationId" uuid, "toLocationId" uuid, quantity integer, "valueMinor" bigint, currency text,
      position integer, "reorderPoint" integer, "orderUpTo" integer, reason text, "costMinor" bigint, "gainMinor" bigint, "savedShortages" double precision
    )
  ), lapsed AS (
    UPDATE proposal SET status = 'lapsed', decided_at = $2, version = version + 1
    WHERE status = 'open' AND source = ANY($3::text[]) AND (part_id = ANY($4::uuid[]) OR from_location_id = ANY($5::uuid[]))
      AND NOT EXISTS (SELECT FROM next WHERE next."partId" = proposal.part_id AND next."fromLocationId" = proposal.from_location_id
        AND next."toLocationId" = proposal.to_location_id)
    RETURNING part_id
  ), put AS (
    INSERT INTO proposal (
      id, kind, source, part_id, from_location_id, to_location_id, quantity, value_minor, currency, position, reorder_point, order_up_to, reason,
      cost_minor, gain_minor, saved_shortages, proposed_at
    )
    SELECT id, 'transfer', source, "partId", "fromLocationId", "toLocationId", quantity, "valueMinor", currency, position, "reorderPoint", "orderUpTo",
      reason, "costMinor", "gainMinor", "savedShortages", $2 FROM next
    ON CONFLICT (part_id, from_location_id, to_location_id) WHERE status = 'open' AND source <> 'review' DO UPDATE SET
      source = excluded.source, quantity = excluded.quantity, value_minor = excluded.value_minor, position = excluded.position,
      reorder_point = excluded.reorder_point, order_up_to = excluded.order_up_to, reason = excluded.reason, cost_minor = excluded.cost_minor,
      gain_minor = excluded.gain_minor, saved_shortages = excluded.saved_shortages, version = proposal.version + 1
    WHERE (proposal.quantity, proposal.reason) IS DISTINCT FROM (excluded.quantity, excluded.reason)
    RETURNING part_id
  )
  SELECT part_id AS "partId" FROM lapsed UNION SELECT part_id FROM put`;
