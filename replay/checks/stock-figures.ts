import type { Client } from 'pg';
import type { Figure } from './figures.js';

interface Value {
  currency: string;
  endMinor: number;
  /** Null without requests. */
  meanMinor: number | null;
}

interface Plans {
  published: number;
  items: number;
}

/** What lay on the shelves, at cost, and which rule ordered it. Without a published run that is the first reorder point rule. */
export async function stockFigures(client: Client): Promise<Figure[]> {
  const values = (await client.query<Value>(inventoryValue)).rows;
  const [plans] = (await client.query<Plans>(plansThatCount)).rows;
  const inAll = (minorOf: (value: Value) => number | null) =>
    values.map((value) => money(minorOf(value), value.currency)).join(' + ') || 0;
  return [
    ['inventory value, mean while requests came in', inAll(({ meanMinor }) => meanMinor)],
    ['inventory value at the end', inAll(({ endMinor }) => endMinor)],
    ['planning runs published', plans?.published ?? 0],
    ['item-locations that are ordered by a run', plans?.items ?? 0],
  ];
}

/** Faulty and scrapped pieces are worth nothing; what is on its way is. The mean is over time and comes from the ledger. */
const inventoryValue = `
  WITH shelf AS (
    SELECT id FROM inventory.stock_location WHERE kind NOT IN ('faulty', 'scrap')
  ), time AS (
    SELECT min(opened_at) AS first, max(opened_at) AS last FROM desk.service_request
  ), lying AS (
    SELECT part_id, sum(on_hand)::float AS pieces FROM inventory.stock_level WHERE location_id IN (SELECT id FROM shelf) GROUP BY part_id
  ), lay AS (
    SELECT part_id, sum(quantity * greatest(0, extract(epoch FROM last - greatest(at, first)) / nullif(extract(epoch FROM last - first), 0)))::float AS pieces
    FROM inventory.stock_movement CROSS JOIN time WHERE location_id IN (SELECT id FROM shelf) GROUP BY part_id
  )
  SELECT currency, coalesce(sum(unit_cost_minor * lying.pieces), 0) AS "endMinor", sum(unit_cost_minor * lay.pieces) AS "meanMinor"
  FROM inventory.part LEFT JOIN lying ON lying.part_id = part.id LEFT JOIN lay ON lay.part_id = part.id
  WHERE lying.part_id IS NOT NULL OR lay.part_id IS NOT NULL GROUP BY currency ORDER BY currency`;

const plansThatCount = `SELECT
  (SELECT count(*)::int FROM inventory.planning_run WHERE status = 'published') AS published,
  (SELECT count(*)::int FROM inventory.stock_policy WHERE planning_run_id IS NOT NULL) AS items`;

function money(minor: number | null, currency: string): string {
  if (minor === null) return '-';
  const format = new Intl.NumberFormat('en', { style: 'currency', currency });
  const digits = format.resolvedOptions().maximumFractionDigits ?? 2;
  return `${Math.round(minor / 10 ** digits).toLocaleString('en')} ${currency}`;
}
