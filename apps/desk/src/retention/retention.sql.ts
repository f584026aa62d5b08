/** Requests that ended before `$1`, above the place `$2`, `$3` (null: from the beginning), whose personal data is still there; at most `$4`. */
export const endedRequests = `
  SELECT id, customer_id AS "customerId", opened_at::text AS "openedAt" FROM service_request
  WHERE status IN ('closed', 'cancelled') AND closed_at < $1 AND opened_at < $1
    AND ($2::timestamptz IS NULL OR (opened_at, id) > ($2, $3::uuid))
    AND NOT EXISTS (SELECT FROM personal_data_removal WHERE request_id = service_request.id)
  ORDER BY opened_at, id LIMIT $4`;

/** Of the requests `$1`. The files' names, sizes and hashes stay. */
export const removeFiles = `UPDATE attachment SET content = NULL, removed_at = $2 WHERE request_id = ANY($1) AND removed_at IS NULL`;

export const removeReporters = `
  UPDATE timeline_entry SET data = (data - '{name,phone,email}'::text[]) || '{"removed": true}'
  WHERE request_id = ANY($1) AND kind = 'reporter' AND NOT data ? 'removed'`;

/** What customers were told, and where it went; a mail server that refuses names the address, too. */
export const removeNotices = `
  UPDATE notice SET recipient = NULL, subject = NULL, body = NULL, error = NULL
  WHERE request_id = ANY($1) AND state <> 'waiting' AND num_nonnulls(recipient, subject, body, error) > 0`;

/**
 * From which numbers calls came, whom outside they went to and what was recorded, of calls that ended before `$1` and whose request, if they have one,
 * has lost its personal data; at most `$2`. Their steps bear nothing of it. Answers how many.
 */
export const removeCalls = `
  WITH cleared AS (
    UPDATE call SET phone = NULL, recording_url = NULL, outside = NULL WHERE id IN (
      SELECT id FROM call WHERE ended_at < $1 AND num_nonnulls(phone, recording_url, outside) > 0
        AND (request_id IS NULL OR EXISTS (SELECT FROM personal_data_removal gone WHERE gone.request_id = call.request_id))
      ORDER BY ended_at LIMIT $2 FOR UPDATE)
    RETURNING 1)
  SELECT count(*)::integer AS calls FROM cleared`;

export const remember = `
  INSERT INTO personal_data_removal (request_id, removed_at) SELECT unnest($1::uuid[]), $2 ON CONFLICT DO NOTHING`;

/** Of the customers `$1`, those for whom nothing has been open since `$2`. */
export const forgottenCustomers = `
  SELECT id FROM customer WHERE id = ANY($1) AND NOT EXISTS (
    SELECT FROM service_request WHERE customer_id = customer.id AND (closed_at IS NULL OR closed_at >= $2)) FOR UPDATE`;

export const removeContacts = `
  WITH gone AS (DELETE FROM contact WHERE customer_id = ANY($1) RETURNING id)
  DELETE FROM search_term USING gone WHERE source = gone.id`;

export const removeStreets = `
  UPDATE service_address SET street = NULL, postal_code = NULL
  WHERE customer_id = ANY($1) AND num_nonnulls(street, postal_code) > 0`;
