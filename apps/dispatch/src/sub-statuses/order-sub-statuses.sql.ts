const hasMovedOn = `EXISTS (SELECT FROM repair_order_transition step WHERE step.repair_order_id = s.repair_order_id AND step.id > s.after_step)`;

/** $1 the caller's site, $2 site, $3 order, $4 technician (each null for any), $5 the order before this page, $6 how many. */
export const standingSubStatuses = `
  SELECT s.repair_order_id AS "repairOrderId", s.site_id AS "siteId", entry.code, entry.name, entry.status, s.since
  FROM order_sub_status s
  JOIN repair_order r ON r.id = s.repair_order_id AND r.site_id = s.site_id
  JOIN site_sub_statuses list ON list.site_id = s.site_id
  CROSS JOIN LATERAL jsonb_to_recordset(list.entries) AS entry (code text, name text, status text)
  WHERE entry.code = s.code AND entry.status = r.status AND NOT ${hasMovedOn}
    AND ($1::uuid IS NULL OR s.site_id = $1) AND ($2::uuid IS NULL OR s.site_id = $2) AND ($3::uuid IS NULL OR s.repair_order_id = $3)
    AND ($4::uuid IS NULL OR r.technician_id = $4) AND ($5::uuid IS NULL OR s.repair_order_id < $5)
  ORDER BY s.repair_order_id DESC LIMIT $6`;

/** Removes what the next step of its order has ended at site $1, so that lists read only what stands; rows that somebody works on are left to the next time. */
export const endedSubStatuses = `
  DELETE FROM order_sub_status WHERE repair_order_id IN (
    SELECT s.repair_order_id FROM order_sub_status s WHERE s.site_id = $1 AND ${hasMovedOn} FOR UPDATE SKIP LOCKED)`;

/** $1 order, $2 site, $3 code, $4 now. No row where the code stands already. */
export const keepSubStatus = `
  INSERT INTO order_sub_status AS kept (repair_order_id, site_id, code, since, after_step)
  SELECT $1::uuid, $2::uuid, $3::text, $4::timestamptz, coalesce(max(step.id), 0) FROM repair_order_transition step WHERE step.repair_order_id = $1
  ON CONFLICT (repair_order_id) DO UPDATE
    SET site_id = excluded.site_id, code = excluded.code, since = excluded.since, after_step = excluded.after_step
    WHERE (kept.site_id, kept.code, kept.after_step) IS DISTINCT FROM (excluded.site_id, excluded.code, excluded.after_step)
  RETURNING since`;
