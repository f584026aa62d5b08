import { Client } from 'pg';
import { pathsIn } from '#common/runtime/postgres-init.js';
import { readPidFile } from '#common/runtime/postgres-process.js';
import { serverUser } from '#common/runtime/postgres-user.js';
import { databaseFolder, secretsOf } from '../../apps/standalone/src/home.js';

/** Runs statements as a service of a running standalone, for rows that a bench needs and no route makes so many of. */
export async function asService(
  home: string,
  service: string,
  statements: readonly (readonly [sql: string, values?: readonly unknown[]])[],
): Promise<void> {
  const running = readPidFile(pathsIn(databaseFolder(home, serverUser())).data);
  if (!running) throw new Error(`no PostgreSQL runs for ${home}`);
  const password = secretsOf(home, []).passwords[service];
  const client = new Client({
    connectionString: `postgres://${service}:${password}@127.0.0.1:${running.port}/callout`,
  });
  await client.connect();
  try {
    await client.query(`SET search_path = ${service}; SET app.sites = '*'`);
    for (const [sql, values = []] of statements) await client.query(sql, [...values]);
  } finally {
    await client.end();
  }
}
