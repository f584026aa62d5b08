import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Client } from 'pg';

/** Connects to the embedded database of a server's state folder, for looking only. */
export async function openDatabaseOf(home: string): Promise<Client> {
  const pointer = join(home, 'database-folder');
  const folder = existsSync(pointer) ? readFileSync(pointer, 'utf8').trim() : join(home, 'postgres');
  const port = readFileSync(join(folder, 'db', 'postmaster.pid'), 'utf8').split('\n')[3];
  const password = readFileSync(join(folder, 'password'), 'utf8');
  const client = new Client({ host: '127.0.0.1', port: Number(port), user: 'callout', password, database: 'callout' });
  await client.connect();
  return client;
}
