import { asService } from './database.js';

/** Puts old orders into dispatch and onto the board of a running standalone, so that everything is done beside full tables. */
export async function loadOrders(home: string, count: number): Promise<void> {
  await asService(home, 'dispatch', [[ordersOfDispatch, [count]], ['ANALYZE repair_order']]);
  await asService(home, 'gateway', [[ordersOnBoard, [count]], ['ANALYZE board_order']]);
}

/** The n-th is the same order everywhere. */
const old = `
  (SELECT n, md5('order ' || n)::uuid AS id, md5('request ' || n)::uuid AS request_id, md5('customer ' || n % 5000)::uuid AS customer_id,
    md5('asset ' || n)::uuid AS asset_id, md5('product ' || n % 300)::uuid AS product_id,
    timestamptz '2024-01-01Z' + n * interval '10 minutes' AS at FROM generate_series(1, $1::integer) AS n) AS old`;

const ordersOfDispatch = `
  INSERT INTO repair_order (id, number, request_id, attempt, customer_id, asset_id, product_id, category, lon, lat, time_zone, country, subdivision,
    locality, likely_faults, likely_parts, skill, required_level, duration_minutes, windows, due_by, priority, emergency, under_warranty,
    reported_at, opened_at, status, waiting_for, site_id, visits, ended_at, version)
  SELECT id, 'O-' || n, request_id, 1, customer_id, asset_id, product_id, 'vacuum', -3.2, 51.5, 'Europe/London', 'GB', 'WLS', 'Cardiff', '[]', '[]',
    'vacuum', 2, 60, '[]', at + interval '1 day', 'normal', false, false, at, at, 'closed', 'nobody',
    (SELECT array_agg(id ORDER BY id) FROM site)[1 + n % (SELECT count(*) FROM site)], 1, at, 9
  FROM ${old}`;

const ordersOnBoard = `
  INSERT INTO board_order (id, number, request_id, customer_id, asset_id, product_id, category, priority, emergency, lon, lat, locality,
    time_zone, skill, skill_level, opened_at, due_by, status, site_id, status_at, version)
  SELECT id, 'O-' || n, request_id, customer_id, asset_id, product_id, 'vacuum', 'normal', false, -3.2, 51.5, 'Cardiff', 'Europe/London',
    'vacuum', 2, at, at + interval '1 day', 'closed',
    (SELECT array_agg(id ORDER BY id) FROM board_site)[1 + n % (SELECT count(*) FROM board_site)], at, 9
  FROM ${old}`;
