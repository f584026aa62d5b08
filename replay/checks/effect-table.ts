import type { Catalogue } from './deliveries.js';

/** Rows of which there must be as many as something else says. Both queries answer `key` and `times`; a key may come in several rows. */
export interface Effect {
  /** The service or the listener whose work this is. */
  of: string;
  /** What is there `times` times for each key. */
  what: string;
  wanted: string;
  found: string;
}

const list = (words: readonly string[]) => `(${words.map((word) => `'${word}'`).join(', ')})`;

/** One for each row of a table. */
const rows = (table: string, key: string, where = 'true') =>
  `SELECT ${key} AS key, 1 AS times FROM ${table} WHERE ${where}`;

/** One for each fact of some types. */
const facts = (service: string, types: readonly string[], key = 'key') =>
  rows(`${service}.outbox`, key, `type IN ${list(types)}`);

/** The number of the last fact about each aggregate. */
const last = (service: string, types: readonly string[], where = 'true') =>
  `SELECT key || ' ' || max((data->>'version')::int) AS key, 1 AS times FROM ${service}.outbox
   WHERE type IN ${list(types)} AND ${where} GROUP BY outbox.key`;

const pieces = (parts: string) =>
  `(SELECT coalesce(sum((part->>'quantity')::int), 0) FROM json_array_elements(${parts}) AS part)`;

/** Not the demo's history, which was never an order here. */
const ofAnOrder = 'repair_order_id IN (SELECT id FROM dispatch.repair_order)';

/** What a service has stored was told by it once. */
export const told: readonly Effect[] = [
  {
    of: 'desk',
    what: 'opening told of request',
    wanted: rows('desk.service_request', 'id::text'),
    found: facts('desk', ['desk.request.opened.v1']),
  },
  {
    of: 'dispatch',
    what: 'step told of order and version',
    wanted: rows('dispatch.repair_order_transition', `repair_order_id || ' ' || version`),
    found: facts('dispatch', ['dispatch.repair-order.status-changed.v1'], `key || ' ' || (data->>'version')`),
  },
  {
    of: 'dispatch',
    what: 'making told of offer',
    wanted: rows('dispatch.offer', 'id::text'),
    found: facts('dispatch', ['dispatch.offer.made.v1']),
  },
  {
    of: 'dispatch',
    what: 'booking told of visit',
    wanted: rows('dispatch.visit', 'id::text'),
    found: facts('dispatch', ['dispatch.visit.scheduled.v1']),
  },
  {
    of: 'quality',
    what: 'recording told of failure',
    wanted: rows('quality.failure_record', 'failure_record_id::text', ofAnOrder),
    found: facts('quality', ['quality.failure.recorded.v1']),
  },
];

/** Entries of the desk's timeline by the type of event that each stands for. */
const entries: Readonly<Record<string, string>> = {
  'dispatch.repair-order.opened.v1': 'repair_order_opened',
  'dispatch.repair-order.status-changed.v1': 'repair_order_status',
  'dispatch.repair-order.completed.v1': 'repaired',
  'dispatch.repair-order.cannot-complete.v1': 'cannot_complete',
  'dispatch.repair-order.cancelled.v1': 'repair_order_cancelled',
  'dispatch.visit.scheduled.v1': 'visit_scheduled',
  'dispatch.visit.rescheduled.v1': 'visit_rescheduled',
  'dispatch.visit.en-route.v1': 'visit_en_route',
  'dispatch.visit.arrived.v1': 'visit_arrived',
  'dispatch.visit.finished.v1': 'visit_finished',
  'dispatch.visit.missed.v1': 'visit_missed',
  'dispatch.visit.cancelled.v1': 'visit_cancelled',
};
const entryOfType = Object.entries(entries).map(([type, entry]) => `('${type}', '${entry}')`);

const finished = ['dispatch.repair-order.completed.v1', 'dispatch.repair-order.cannot-complete.v1'];
const answers = ['accepted', 'declined', 'expired'].map((answer) => `dispatch.offer.${answer}.v1`);
const holdNews = ['held', 'short', 'delayed'].map((news) => `inventory.reservation.${news}.v1`);
const stockNews = ['inventory.stock-level.changed.v1'];

/** What was told had its effect once. Where a listener adds rows or sums up, a second time shows; where it keeps the newest, one that is missing. */
export const handled: readonly Effect[] = [
  {
    of: 'desk.orders, desk.visits',
    what: 'entry of the timeline',
    wanted: `SELECT entry || ' ' || key AS key, 1 AS times FROM published JOIN (VALUES ${entryOfType.join(', ')}) AS known (type, entry) USING (type)`,
    found: rows(
      'desk.timeline_entry',
      `kind || ' ' || coalesce(data->>'visitId', data->>'repairOrderId')`,
      `kind IN ${list(Object.values(entries))}`,
    ),
  },
  {
    of: 'desk.triage',
    what: 'lesson of order',
    wanted: rows(
      'quality.outbox',
      `data->>'repairOrderId'`,
      `type = 'quality.failure.recorded.v1' AND data->>'faultCode' IS NOT NULL`,
    ),
    found: `SELECT repair_order_id::text AS key, orders AS times FROM desk.triage_case WHERE ${ofAnOrder}`,
  },
  {
    of: 'dispatch.requests',
    what: 'order for request and attempt',
    wanted: facts('desk', ['desk.request.visit-requested.v1'], `key || ' ' || (data->>'attempt')`),
    found: rows('dispatch.repair_order', `request_id || ' ' || attempt`),
  },
  {
    of: 'dispatch.parts',
    what: 'last news of the hold of order, version',
    wanted: last('inventory', holdNews),
    found: rows('dispatch.repair_order', `id || ' ' || reservation_version`, 'reservation_version > 0'),
  },
  {
    of: 'dispatch.stock',
    what: 'last news of stock level, version',
    wanted: last('inventory', stockNews, `data->>'locationKind' IN ('site', 'van')`),
    found: rows(
      'dispatch.part_stock',
      `stock_level_id || ' ' || version`,
      `stock_level_id::text IN (SELECT key FROM published WHERE type IN ${list(stockNews)})`,
    ),
  },
  {
    of: 'dispatch.scores',
    what: 'last score of site, version',
    wanted: last('quality', ['quality.score-card.published.v1']),
    found: rows('dispatch.site_score', `site_id || ' ' || version`),
  },
  {
    of: 'gateway.orders',
    what: 'row of the board with order, status and who is waited for',
    wanted: rows('dispatch.repair_order', `id || ' ' || status || ' ' || waiting_for`),
    found: rows('gateway.board_order', `id || ' ' || status || ' ' || waiting_for`),
  },
  ...['offer', 'visit'].map((noun) => ({
    of: `gateway.${noun}s`,
    what: `row of the board with ${noun} and status`,
    wanted: rows(`dispatch.${noun}`, `id || ' ' || status`),
    found: rows(`gateway.board_${noun}`, `id || ' ' || status`),
  })),
  {
    of: 'inventory.reservations',
    what: 'piece issued for order',
    wanted: `SELECT data->>'repairOrderId' AS key, ${pieces(`data->'partsUsed'`)} AS times FROM dispatch.outbox
      WHERE type = 'dispatch.visit.finished.v1'`,
    found: `SELECT repair_order_id::text AS key, -quantity AS times FROM inventory.stock_movement WHERE kind = 'issue' AND ${ofAnOrder}
      UNION ALL SELECT repair_order_id::text, quantity FROM inventory.reservation_line WHERE state = 'unbacked'`,
  },
  {
    of: 'quality.failures',
    what: 'record of order',
    wanted: facts('dispatch', finished),
    found: rows('quality.failure_record', 'repair_order_id::text', ofAnOrder),
  },
  {
    of: 'quality.failures',
    what: 'piece recorded of order',
    wanted: `SELECT key, ${pieces(`data->'partsUsed'`)} AS times FROM dispatch.outbox WHERE type IN ${list(finished)}`,
    found: `SELECT repair_order_id::text AS key, quantity AS times FROM quality.failure_part WHERE ${ofAnOrder}`,
  },
  {
    of: 'quality.offers',
    what: 'answer kept of offer',
    wanted: facts('dispatch', answers, `key || ' ' || split_part(type, '.', 3)`),
    found: rows('quality.offer_answer', `offer_id || ' ' || answer`),
  },
  {
    of: 'quality.evidence',
    what: 'missing part counted of order',
    wanted: rows(
      'dispatch.outbox',
      'key',
      `type = 'dispatch.repair-order.parts-needed.v1' AND data->>'beforeVisit' IS NULL`,
    ),
    found: 'SELECT repair_order_id::text AS key, parts_missed AS times FROM quality.order_evidence',
  },
];

/** Every fact that the gateway hears is on record once for the live streams, which forget after six hours: look sooner. */
export function streamed(catalogue: Catalogue): Effect {
  const ofGateway = (consumers: readonly string[]) => consumers.some((consumer) => consumer.startsWith('gateway.'));
  const types = [...catalogue].filter(([, consumers]) => ofGateway(consumers)).map(([type]) => type);
  return {
    of: 'gateway',
    what: 'record for the live streams of event',
    wanted: rows('published', 'id::text', `type IN ${list(types)}`),
    found: rows('gateway.stream_event', 'event_id::text'),
  };
}
