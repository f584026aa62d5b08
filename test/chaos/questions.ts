/** What the checker asks, in plain SQL; `ack` holds the acknowledged writes, `hears` who hears what. Each answers one line per fault. */
export const services = ['desk', 'dispatch', 'inventory', 'quality', 'gateway'] as const;

const reports = `SELECT key, id FROM ack WHERE kind = 'report'`;
const ofReports = `FROM (${reports}) AS ack JOIN dispatch.repair_order AS o ON o.request_id = ack.id`;
const allOf = (table: string, columns: string) =>
  services.map((service) => `SELECT ${columns} FROM "${service}".${table}`).join(' UNION ALL ');
const sent = allOf('outbox', 'id, type, written_at');
const seen = allOf('inbox_seen', 'consumer, event_id, received_at');

export const lost = [
  `SELECT 'request ' || key FROM (${reports}) AS ack WHERE NOT EXISTS (
     SELECT FROM desk.service_request r JOIN desk.asset a ON a.id = r.asset_id WHERE r.id = ack.id AND a.serial_number = ack.key)`,
  `SELECT 'receipt ' || key FROM ack WHERE kind = 'receipt' AND NOT EXISTS (
     SELECT FROM inventory.stock_movement m WHERE m.reason = ack.key AND m.part_id = ack.id AND m.quantity = ack.quantity)`,
  `SELECT 'order of ' || key FROM (${reports}) AS ack WHERE NOT EXISTS (SELECT FROM dispatch.repair_order o WHERE o.request_id = ack.id)`,
  `SELECT 'board row of ' || key ${ofReports} WHERE NOT EXISTS (SELECT FROM gateway.board_order b WHERE b.id = o.id)`,
  `SELECT 'timeline entry of ' || key FROM (${reports}) AS ack WHERE NOT EXISTS (
     SELECT FROM desk.timeline_entry t WHERE t.request_id = ack.id AND t.kind = 'repair_order_opened')`,
];

export const doubled = [
  `SELECT 'request ' || serial_number FROM desk.asset a JOIN desk.service_request r ON r.asset_id = a.id
   WHERE serial_number LIKE 'chaos-%' GROUP BY serial_number HAVING count(*) > 1`,
  `SELECT 'receipt ' || reason FROM inventory.stock_movement WHERE reason LIKE 'chaos-%' GROUP BY reason HAVING count(*) > 1`,
  `SELECT 'order of ' || key ${ofReports} GROUP BY key HAVING count(*) > 1`,
  `SELECT 'timeline entry of ' || key FROM (${reports}) AS ack JOIN desk.timeline_entry t ON t.request_id = ack.id
   WHERE t.kind = 'repair_order_opened' GROUP BY key HAVING count(*) > 1`,
  `SELECT 'visit of ' || key ${ofReports} JOIN dispatch.visit v ON v.repair_order_id = o.id AND v.status = 'planned' GROUP BY key HAVING count(*) > 1`,
  `SELECT 'offer of ' || key ${ofReports} JOIN dispatch.offer f ON f.repair_order_id = o.id AND f.status = 'pending' GROUP BY key HAVING count(*) > 1`,
  `SELECT 'in the live stream: ' || event_id FROM gateway.stream_event GROUP BY event_id HAVING count(*) > 1`,
];

export const unexpected = [
  `SELECT 'request ' || serial_number FROM desk.asset WHERE serial_number LIKE 'chaos-%' AND serial_number NOT IN (SELECT key FROM ack)`,
  `SELECT 'receipt ' || reason FROM inventory.stock_movement WHERE reason LIKE 'chaos-%' AND reason NOT IN (SELECT key FROM ack)`,
];

export const unevenLedger = [
  `SELECT part_id || ' at ' || location_id || ': ' || coalesce(total, 0) || ' moved, ' || coalesce(on_hand, 0) || ' on hand'
   FROM (SELECT part_id, location_id, sum(quantity) AS total FROM inventory.stock_movement GROUP BY part_id, location_id) AS moved
   FULL JOIN inventory.stock_level USING (part_id, location_id) WHERE coalesce(total, 0) <> coalesce(on_hand, 0)`,
];

/** `hears` holds who must handle which type of event, from the catalogue. */
const handledByType = `
  WITH sent AS (${sent}), totals AS (SELECT type, count(*) AS total FROM sent GROUP BY type),
    done AS (SELECT consumer, type, count(*) AS handled FROM (${seen}) AS seen JOIN sent ON id = event_id GROUP BY consumer, type)
  SELECT consumer, type, coalesce(handled, 0) AS handled, total FROM hears JOIN totals USING (type) LEFT JOIN done USING (consumer, type)`;

export const unhandled = [
  `SELECT consumer || ': ' || handled || ' of ' || total || ' ' || type FROM (${handledByType}) AS h WHERE handled <> total`,
];
export const handled = `SELECT coalesce(sum(handled), 0)::integer AS count FROM (${handledByType}) AS h`;

export const stuck = [
  ...services.flatMap((service) => [
    `SELECT '${service} has not published ' || count(*) FROM "${service}".outbox_waiting HAVING count(*) > 0`,
    `SELECT '${service} has not handled ' || count(*) || ' for ' || consumer FROM "${service}".inbox GROUP BY consumer`,
    `SELECT '${service} tries again: ' || consumer || ' ' || key || ' ' || error FROM "${service}".inbox_blocked`,
    `SELECT '${service} has a dead letter: ' || consumer || ' ' || reason FROM "${service}".dead_letter WHERE state IN ('dead', 'queued')`,
  ]),
  `SELECT 'nobody cares for the order of ' || key ${ofReports} WHERE o.waiting_for = 'nobody' OR o.waiting_until IS NULL`,
];

/** How long events of the others took to the service in parameter 1 when they were committed between parameters 2 and 3. */
export const longestWait = (service: string) => `
  SELECT coalesce(max(extract(epoch FROM received_at - written_at)) * 1000, 0)::integer AS milliseconds, count(*)::integer AS events
  FROM (${sent}) AS sent JOIN "${service}".inbox_seen ON event_id = id WHERE written_at BETWEEN $1 AND $2`;

/**
 * For how many milliseconds the oldest event has been waiting that was committed since parameter 1 and that this service has not sent or not handled. What
 * waits for another try after a failure (`waiting`) has been taken over.
 */
export const oldestUnfinished = (service: string) => `
  WITH sent AS MATERIALIZED (SELECT * FROM (${sent}) AS every_one WHERE written_at >= $1),
    to_send AS (SELECT min(written_at) AS at FROM "${service}".outbox JOIN "${service}".outbox_waiting USING (seq) WHERE written_at >= $1),
    to_handle AS (
      SELECT min(written_at) AS at FROM sent JOIN hears USING (type) WHERE split_part(consumer, '.', 1) = '${service}' AND (
        NOT EXISTS (SELECT FROM "${service}".inbox_seen AS seen WHERE seen.consumer = hears.consumer AND event_id = id)
        OR (consumer, id) IN (SELECT consumer, event_id FROM "${service}".inbox WHERE NOT waiting)))
  SELECT ${(['to_send', 'to_handle'] as const).map((what) => `coalesce(extract(epoch FROM clock_timestamp() - ${what}.at) * 1000, 0)::integer AS ${what}`).join(', ')}
  FROM to_send, to_handle`;
