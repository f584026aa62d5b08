import { Client } from 'pg';
import { pathsIn } from '#common/runtime/postgres-init.js';
import { readPidFile } from '#common/runtime/postgres-process.js';
import { serverUser } from '#common/runtime/postgres-user.js';
import { databaseFolder, secretsOf } from '../../apps/standalone/src/home.js';

/** Puts old orders onto the board of a running standalone, so that lists are read beside a full table. */
export async function loadOrders(home: string, count: number): Promise<void> {
  const running = readPidFile(pathsIn(databaseFolder(home, serverUser())).data);
  if (!running) throw new Error(`no PostgreSQL runs for ${home}`);
  const password = secretsOf(home, []).passwords['gateway'];
  const client = new Client({ connectionString: `postgres://gateway:${password}@127.0.0.1:${running.port}/callout` });
  await client.connect();
  try {
    await client.query(`SET search_path = gateway; SET app.sites = '*'`);
    await client.query(load, [count]);
    await client.query('ANALYZE board_order');
  } finally {
    await client.end();
  }
}

const load = `
  INSERT INTO board_order (id, number, request_id, customer_id, asset_id, product_id, category, priority, emergency, lon, lat, locality,
    time_zone, skill, skill_level, opened_at, due_by, status, site_id, status_at, version)
  SELECT gen_random_uuid(), 'O-' || n, gen_random_uuid(), gen_random_uuid(), gen_random_uuid(), gen_random_uuid(), 'vacuum', 'normal', false,
    -3.2, 51.5, 'Cardiff', 'Europe/London', 'vacuum', 2, at, at + interval '1 day', 'closed',
    (SELECT array_agg(id ORDER BY id) FROM board_site)[1 + n % (SELECT count(*) FROM board_site)], at, 9
  FROM (SELECT n, timestamptz '2024-01-01Z' + n * interval '10 minutes' AS at FROM generate_series(1, $1::integer) AS n) AS old`;
