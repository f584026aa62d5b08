import { binaryFolder } from '#common/runtime/postgres-binaries.js';
import { keepPostgres } from '#common/runtime/postgres-keep.js';
import { provision } from '#common/runtime/postgres-provision.js';
import { serverUser } from '#common/runtime/postgres-user.js';
import type { Closer } from './closers.js';
import { databaseFolder } from './home.js';

export interface DatabaseOptions {
  home: string;
  /** The password of each service, each of which gets a role and a schema of its own. */
  passwords: Readonly<Record<string, string>>;
  /** Settings of the server beyond Callout's usual ones. */
  settings?: Readonly<Record<string, string>>;
  tell(line: string): void;
}

/** Runs the embedded PostgreSQL of a state folder, with a database for these services; answers the URL of each and the superuser's. */
export async function openDatabase({ home, passwords, settings, tell }: DatabaseOptions, closers: Closer[]) {
  const user = serverUser();
  binaryFolder(user);
  const folder = databaseFolder(home, user);
  if (!folder.startsWith(home))
    tell(`the database lies in ${folder}: PostgreSQL does not run as root and cannot reach ${home}`);
  const server = await keepPostgres({ folder, ...(settings && { settings }) });
  closers.push(() => server.stop());
  const state = server.adopted
    ? 'was still running and is taken over'
    : server.created
      ? 'has a new data folder and runs'
      : 'runs';
  tell(`PostgreSQL ${state} on port ${server.port}`);
  const services = Object.keys(passwords);
  const databaseUrls = await provision({ adminUrl: server.url(), database: 'callout', services, passwords });
  return { adminUrl: server.url('callout'), databaseUrls };
}
