/** Of the rows `head` and `line`. */
const reservationsAsJson = `'reservations', (SELECT json_agg(json_build_object(
      'repairOrderId', repair_order_id, 'requestId', request_id, 'status', status, 'priority', priority, 'siteId', site_id,
      'technicianId', technician_id, 'placeStamp', place_stamp, 'wantedSiteId', wanted_site_id, 'wantedStamp', wanted_stamp,
      'wantedAt', wanted_at, 'booked', booked, 'diagnosed', diagnosed, 'needsVersion', needs_version, 'visits', visits, 'availableAt', available_at,
      'expectedAt', expected_at, 'endedAt', ended_at, 'version', version,
      'lines', coalesce((SELECT json_agg(json_build_object(
        'line', line, 'wantedPartId', wanted_part_id, 'partId', part_id, 'quantity', quantity, 'state', state, 'source', source,
        'probability', probability, 'locationId', location_id, 'transferId', transfer_id, 'availableAt', available_at,
        'expectedAt', expected_at, 'wantedLocationId', wanted_location_id, 'wantedSince', wanted_since) ORDER BY line)
        FROM line WHERE line.repair_order_id = head.repair_order_id), '[]'))) FROM head)`;

/** $1 orders -> the same document with nothing but the orders themselves: a fifth of the work. */
export const loadOrders = `
  WITH line AS MATERIALIZED (
    SELECT * FROM reservation_line WHERE repair_order_id = ANY($1::uuid[])
  ), head AS MATERIALIZED (
    SELECT * FROM reservation WHERE repair_order_id = ANY($1::uuid[])
  )
  SELECT json_build_object(${reservationsAsJson}) AS book`;

/** $1 orders, $2 parts, $3 site, $4 technician -> one JSON document; see `Loaded` in reservation-book.ts. */
export const loadBook = `
  WITH RECURSIVE line AS MATERIALIZED (
    SELECT * FROM reservation_line WHERE repair_order_id = ANY($1::uuid[])
  ), chain AS (
    SELECT id AS root, id, superseded_by_part_id, 0 AS depth FROM part
    WHERE id = ANY($2::uuid[] || ARRAY(SELECT wanted_part_id FROM line) || ARRAY(SELECT part_id FROM line))
    UNION ALL
    SELECT chain.root, part.id, part.superseded_by_part_id, depth + 1 FROM chain JOIN part ON part.id = chain.superseded_by_part_id
    WHERE depth < 8
  ), head AS MATERIALIZED (
    SELECT * FROM reservation WHERE repair_order_id = ANY($1::uuid[])
  ), riding AS MATERIALIZED (
    SELECT * FROM transfer WHERE repair_order_id = ANY($1::uuid[]) AND status = 'in_transit'
  ), place AS MATERIALIZED (
    SELECT * FROM stock_location WHERE kind IN ('central', 'regional', 'in_transit')
      OR site_id = ANY(ARRAY(SELECT site_id FROM head) || ARRAY(SELECT wanted_site_id FROM head) || $3::uuid)
        AND (kind = 'site' OR technician_id = ANY(ARRAY(SELECT technician_id FROM head) || $4::uuid))
      OR id = ANY(ARRAY(SELECT location_id FROM line WHERE state = 'held') || ARRAY(SELECT to_location_id FROM riding))
  ), level AS MATERIALIZED (
    SELECT * FROM stock_level WHERE part_id = ANY(ARRAY(SELECT id FROM chain)) AND location_id = ANY(ARRAY(SELECT id FROM place))
  )
  SELECT json_build_object(
    ${reservationsAsJson},
    'transfers', (SELECT json_agg(json_build_object(
      'id', id, 'repairOrderId', repair_order_id, 'partId', part_id, 'quantity', quantity, 'fromLocationId', from_location_id,
      'toLocationId', to_location_id, 'status', status, 'shippedAt', shipped_at, 'eta', eta, 'arrivedAt', arrived_at))
      FROM riding),
    'parts', (SELECT json_agg(json_build_object('root', root, 'id', id) ORDER BY root, depth) FROM chain),
    'locations', (SELECT json_agg(json_build_object('id', id, 'kind', kind, 'siteId', site_id, 'technicianId', technician_id,
      'suppliedFromId', supplied_from_id, 'lon', lon, 'lat', lat)) FROM place),
    'lanes', (SELECT json_agg(json_build_object('partId', part_id, 'fromLocationId', from_location_id, 'toLocationId', to_location_id,
      'meanDays', mean_days, 'deviationDays', deviation_days)) FROM lead_time_lane
      WHERE to_location_id = ANY(ARRAY(SELECT id FROM place)) AND (part_id IS NULL OR part_id = ANY(ARRAY(SELECT id FROM chain)))),
    'levels', (SELECT json_agg(json_build_object('partId', part_id, 'locationId', location_id, 'onHand', on_hand, 'reserved', reserved,
      'onOrder', on_order, 'backordered', backordered)) FROM level),
    'supplies', (SELECT json_agg(json_build_object('partId', part_id, 'toLocationId', to_location_id, 'eta', eta)) FROM (
      SELECT part_id, to_location_id, min(eta) AS eta FROM replenishment_order
      WHERE status <> 'received' AND part_id = ANY(ARRAY(SELECT id FROM chain)) AND to_location_id = ANY(ARRAY(SELECT id FROM place))
      GROUP BY 1, 2) AS soonest)
  ) AS book`;

/** $1 reservations, $2 lines, $3 transfers, each a JSON list of rows as the core has them. */
export const saveBook = `
  WITH head AS (
    INSERT INTO reservation (
      repair_order_id, request_id, status, priority, site_id, technician_id, place_stamp, wanted_site_id, wanted_stamp, wanted_at,
      booked, diagnosed, needs_version, visits, available_at, expected_at, ended_at, version
    )
    SELECT "repairOrderId", "requestId", status, priority, "siteId", "technicianId", "placeStamp", "wantedSiteId", "wantedStamp",
      "wantedAt", booked, diagnosed, "needsVersion", visits, "availableAt", "expectedAt", "endedAt", version
    FROM json_to_recordset($1::json) AS row (
      "repairOrderId" uuid, "requestId" uuid, status text, priority text, "siteId" uuid, "technicianId" uuid, "placeStamp" text,
      "wantedSiteId" uuid, "wantedStamp" text, "wantedAt" timestamptz, booked boolean, diagnosed boolean, "needsVersion" integer,
      visits uuid[], "availableAt" timestamptz, "expectedAt" timestamptz, "endedAt" timestamptz, version integer
    )
    ON CONFLICT (repair_order_id) DO UPDATE SET
      status = excluded.status, priority = excluded.priority, site_id = excluded.site_id, technician_id = excluded.technician_id,
      place_stamp = excluded.place_stamp, wanted_site_id = excluded.wanted_site_id, wanted_stamp = excluded.wanted_stamp,
      wanted_at = excluded.wanted_at, booked = excluded.booked, diagnosed = excluded.diagnosed, needs_version = excluded.needs_version,
      visits = excluded.visits,
      available_at = excluded.available_at, expected_at = excluded.expected_at, ended_at = excluded.ended_at, version = excluded.version
  ), lines AS (
    INSERT INTO reservation_line (
      repair_order_id, line, wanted_part_id, part_id, quantity, state, source, probability, location_id, transfer_id, available_at,
      expected_at, wanted_location_id, wanted_since
    )
    SELECT "repairOrderId", line, "wantedPartId", "partId", quantity, state, source, probability, "locationId", "transferId",
      "availableAt", "expectedAt", "wantedLocationId", "wantedSince"
    FROM json_to_recordset($2::json) AS row (
      "repairOrderId" uuid, line integer, "wantedPartId" uuid, "partId" uuid, quantity integer, state text, source text,
      probability real, "locationId" uuid, "transferId" uuid, "availableAt" timestamptz, "expectedAt" timestamptz,
      "wantedLocationId" uuid, "wantedSince" timestamptz
    )
    ON CONFLICT (repair_order_id, line) DO UPDATE SET
      part_id = excluded.part_id, quantity = excluded.quantity, state = excluded.state, source = excluded.source,
      probability = excluded.probability, location_id = excluded.location_id, transfer_id = excluded.transfer_id,
      available_at = excluded.available_at, expected_at = excluded.expected_at, wanted_location_id = excluded.wanted_location_id
  )
  INSERT INTO transfer (
    id, repair_order_id, part_id, quantity, from_location_id, to_location_id, site_id, status, shipped_at, eta, arrived_at
  )
  SELECT row.id, "repairOrderId", "partId", quantity, "fromLocationId", "toLocationId", stock_location.site_id, status, "shippedAt", eta,
    "arrivedAt"
  FROM json_to_recordset($3::json) AS row (
    id uuid, "repairOrderId" uuid, "partId" uuid, quantity integer, "fromLocationId" uuid, "toLocationId" uuid, status text,
    "shippedAt" timestamptz, eta timestamptz, "arrivedAt" timestamptz
  )
  JOIN stock_location ON stock_location.id = "toLocationId"
  ON CONFLICT (id) DO UPDATE SET
    to_location_id = excluded.to_location_id, site_id = excluded.site_id, status = excluded.status, eta = excluded.eta,
    arrived_at = excluded.arrived_at, version = transfer.version + 1`;
