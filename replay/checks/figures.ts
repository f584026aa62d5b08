import type { Client } from 'pg';
import { stockFigures } from './stock-figures.js';

/** One line of the table at the end. */
export type Figure = [name: string, value: string | number];

const single = async (client: Client, text: string): Promise<Record<string, number | null>> =>
  (await client.query<Record<string, number | null>>(text)).rows[0] ?? {};

/** What the tables of the services say about the replay, by plain SQL. */
export async function figuresOf(client: Client): Promise<Figure[]> {
  return [
    ...Object.entries(await single(client, requests)),
    ...Object.entries(await single(client, offers)),
    ...Object.entries(await single(client, parts)),
    ...Object.entries(await single(client, visits)),
    ...Object.entries(await single(client, orders)),
    ...Object.entries(await single(client, driven)),
    ...shares(await single(client, late)),
    ...Object.entries(await single(client, lateness)),
    ...shares(await single(client, quality)),
    ...(await stockFigures(client)),
    ...Object.entries(await single(client, latency)).map(([name, value]): Figure => [
      name,
      `${Math.round(value ?? 0)} ms`,
    ]),
  ].map(([name, value]): Figure => [name, value ?? 0]);
}

const requests = `SELECT count(*)::int AS "requests", count(*) FILTER (WHERE attempt > 1)::int AS "requests reopened",
  count(*) FILTER (WHERE status = 'closed')::int AS "requests closed" FROM desk.service_request`;

/** An order is offered again when an earlier offer of it had ended; the offers of an emergency are made at once. */
const offers = `SELECT count(*)::int AS "offers made", count(*) FILTER (WHERE status = 'accepted')::int AS "offers accepted",
  count(*) FILTER (WHERE status = 'declined')::int AS "offers declined", count(*) FILTER (WHERE counter IS NOT NULL)::int AS "offers countered",
  count(*) FILTER (WHERE status = 'expired')::int AS "offers expired",
  count(DISTINCT repair_order_id) FILTER (WHERE EXISTS (SELECT FROM dispatch.offer AS earlier WHERE earlier.repair_order_id = offer.repair_order_id
    AND earlier.made_at < offer.made_at AND earlier.status NOT IN ('pending', 'countered') AND earlier.answered_at <= offer.made_at))::int
    AS "orders offered again",
  round(count(*)::numeric / nullif((SELECT count(*) FROM dispatch.repair_order), 0), 2)::float AS "offers per order" FROM dispatch.offer`;

/** An order may be short first and held later, or the other way round. */
const parts = `SELECT
  (SELECT count(DISTINCT key)::int FROM inventory.outbox WHERE type = 'inventory.reservation.held.v1') AS "orders with all likely parts held at some time",
  (SELECT count(*)::int FROM inventory.reservation_line WHERE state = 'issued') AS "part lines issued",
  (SELECT count(DISTINCT key)::int FROM inventory.outbox WHERE type = 'inventory.reservation.short.v1') AS "orders short of a part at some time",
  (SELECT count(*)::int FROM inventory.transfer) AS "transfers to an order",
  (SELECT count(*)::int FROM inventory.replenishment_order) AS "replenishment orders"`;

const visits = `SELECT count(*)::int AS "visits", count(*) FILTER (WHERE status = 'finished')::int AS "visits finished",
  count(*) FILTER (WHERE status = 'missed')::int AS "visits missed", count(*) FILTER (WHERE outcome = 'part_missing')::int AS "visits without the part",
  count(*) FILTER (WHERE outcome = 'level_too_low')::int AS "visits below the level" FROM dispatch.visit`;

const orders = `SELECT count(*)::int AS "repair orders",
  count(DISTINCT id) FILTER (WHERE EXISTS (SELECT FROM dispatch.repair_order_transition t WHERE t.repair_order_id = o.id AND to_status = 'completed'))::int AS "orders completed",
  count(DISTINCT id) FILTER (WHERE EXISTS (SELECT FROM dispatch.repair_order_transition t WHERE t.repair_order_id = o.id AND to_status = 'cannot_complete'))::int AS "orders that cannot be completed",
  count(*) FILTER (WHERE status = 'closed')::int AS "orders closed",
  round(avg(travel_metres) / 1000)::int AS "km of travel per order" FROM dispatch.repair_order o`;

/** From home to the visits of each day and back, by the great circle and a third more; `km of travel per order` is what was reckoned when it was booked. */
const driven = `WITH visit AS (
    SELECT technician_id, day, arrived_at, lon, lat, home_lon, home_lat, lag(lon) OVER days AS last_lon, lag(lat) OVER days AS last_lat,
      lead(lon) OVER days IS NULL AS goes_home
    FROM dispatch.visit JOIN dispatch.technician ON technician.id = technician_id WHERE visit.status = 'finished'
    WINDOW days AS (PARTITION BY technician_id, day ORDER BY arrived_at)
  ), leg AS (
    SELECT coalesce(last_lon, home_lon) AS from_lon, coalesce(last_lat, home_lat) AS from_lat, lon, lat FROM visit
    UNION ALL SELECT lon, lat, home_lon, home_lat FROM visit WHERE goes_home
  )
  SELECT round((sum(12742 * 1.35 * asin(least(1, sqrt(power(sind((lat - from_lat) / 2), 2)
    + cosd(lat) * cosd(from_lat) * power(sind((lon - from_lon) / 2), 2)))))
    / nullif((SELECT count(*) FROM dispatch.repair_order), 0))::numeric, 1)::float AS "km driven per order" FROM leg`;

const repaired = `FROM dispatch.visit JOIN dispatch.repair_order ON repair_order.id = repair_order_id WHERE outcome = 'repaired'`;

const late = `SELECT avg((finished_at > due_by)::int)::float AS "repaired after it was due" ${repaired}`;

const lateness = `SELECT round((extract(epoch FROM avg(finished_at - due_by)) / 3600)::numeric, 1)::float AS "hours late, where late"
  ${repaired} AND finished_at > due_by`;

/** First-time fix: of the first visits to something that can be mended, those that mended it so that it was not reopened. */
const quality = `SELECT
  (SELECT avg((v.outcome = 'repaired' AND NOT EXISTS (SELECT FROM dispatch.repair_order n WHERE n.previous_order_id = o.id))::int)::float
    FROM dispatch.visit v JOIN dispatch.repair_order o ON o.id = v.repair_order_id
    WHERE o.attempt = 1 AND v.sequence = 1 AND v.outcome IN ('repaired', 'part_missing', 'level_too_low')) AS "first-time fix",
  (SELECT avg((outcome = 'repaired')::int)::float FROM dispatch.visit
    WHERE outcome = 'part_missing' OR (outcome = 'repaired' AND parts_used::text <> '[]')) AS "part hit rate"`;

const shares = (row: Record<string, number | null>): Figure[] =>
  Object.entries(row).map(([name, value]) => [name, value === null ? '-' : `${(value * 100).toFixed(1)} %`]);

/** From the commit of the report to the commit of the first offer or booking, in real time. */
const latency = `WITH opened AS (SELECT key AS request, min(written_at) AS at FROM desk.outbox WHERE type = 'desk.request.opened.v1' GROUP BY key),
  placed AS (SELECT data->>'requestId' AS request, min(written_at) AS at FROM dispatch.outbox
    WHERE type IN ('dispatch.offer.made.v1', 'dispatch.visit.scheduled.v1') GROUP BY 1)
  SELECT percentile_cont(0.5) WITHIN GROUP (ORDER BY extract(epoch FROM placed.at - opened.at) * 1000) AS "report to offer or booking, p50",
    percentile_cont(0.99) WITHIN GROUP (ORDER BY extract(epoch FROM placed.at - opened.at) * 1000) AS "report to offer or booking, p99"
  FROM opened JOIN placed USING (request)`;
