import { Client } from 'pg';

export interface Provisioning {
  /** Connects as superuser to the server's database `postgres`. */
  adminUrl: string;
  database: string;
  /** One login role and one schema of the same name for each. */
  services: readonly string[];
  /** The password of each service's role. */
  passwords: Readonly<Record<string, string>>;
}

const extensions = ['btree_gist', 'pg_trgm'];

/**
 * Brings a server to what Callout needs, however much of it is there: the roles with their passwords, the database, its extensions, a schema per
 * service. A service's role is neither superuser nor free from row-level security. Returns the URL of each service.
 */
export async function provision(given: Provisioning): Promise<Record<string, string>> {
  await withAdmin(given.adminUrl, async (admin) => {
    for (const service of given.services) await ensureRole(admin, service, passwordOf(given, service));
    await ensureDatabase(admin, given.database);
  });
  await withAdmin(databaseUrl(given.adminUrl, given.database), (admin) => prepareDatabase(admin, given.services));
  return Object.fromEntries(given.services.map((service) => [service, serviceUrl(given, service)]));
}

/** Extensions and schemas, inside the database. */
async function prepareDatabase(admin: Client, services: readonly string[]): Promise<void> {
  const made = extensions.map((extension) => `CREATE EXTENSION IF NOT EXISTS ${extension} SCHEMA public`);
  const schemas = services.map((service) => `CREATE SCHEMA IF NOT EXISTS "${service}" AUTHORIZATION "${service}"`);
  await admin.query(['SET client_min_messages = warning', ...made, ...schemas].join('; '));
}

/** The same server, another database. */
export function databaseUrl(url: string, database: string): string {
  const changed = new URL(url);
  changed.pathname = `/${database}`;
  return changed.href;
}

export async function withAdmin<T>(url: string, work: (admin: Client) => Promise<T>): Promise<T> {
  const admin = new Client({ connectionString: url, application_name: 'callout-admin' });
  await admin.connect();
  try {
    return await work(admin);
  } finally {
    await admin.end();
  }
}

async function ensureRole(admin: Client, role: string, password: string): Promise<void> {
  const { rowCount } = await admin.query('SELECT FROM pg_roles WHERE rolname = $1', [role]);
  const options = `LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOBYPASSRLS PASSWORD ${admin.escapeLiteral(password)}`;
  await admin.query(`${rowCount ? 'ALTER' : 'CREATE'} ROLE "${role}" ${options}`);
  await admin.query(`ALTER ROLE "${role}" SET search_path = "${role}", public`);
}

async function ensureDatabase(admin: Client, database: string): Promise<void> {
  const { rowCount } = await admin.query('SELECT FROM pg_database WHERE datname = $1', [database]);
  if (!rowCount) await admin.query(`CREATE DATABASE "${database}"`);
}

function passwordOf({ passwords }: Provisioning, service: string): string {
  const password = passwords[service];
  if (!password) throw new Error(`there is no password for the role ${service}`);
  return password;
}

function serviceUrl(given: Provisioning, service: string): string {
  const url = new URL(databaseUrl(given.adminUrl, given.database));
  url.username = service;
  url.password = passwordOf(given, service);
  return url.href;
}
