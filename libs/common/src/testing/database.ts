import { createHash } from 'node:crypto';
import { type Client, Pool } from 'pg';
import { openDatabase } from '../database/database.module.js';
import { uuidv7 } from '../database/uuid.js';
import { grantInbox } from '../messaging/postgres-transport.js';
import type { AppDefinition } from '../runtime/app.js';
import { databaseUrl, provision, withAdmin } from '../runtime/postgres-provision.js';

type Schema = Pick<AppDefinition, 'service' | 'entities' | 'migrations'>;

/** Any number that nothing else locks in the server's database `postgres`. */
const lockNumber = 7_226_002;

/**
 * A fresh database on the test run's PostgreSQL, with the schemas of the given apps, each owned by a role that is no superuser. It is copied from a
 * template on which the migrations have run once.
 */
export class TestDatabase {
  /** Kept open: a test looks behind the scenes so often that new connections were two fifths of its time. */
  private readonly admin: Pool;

  private constructor(
    /** Superuser: sees all rows. For a test's own look behind the scenes, never for a service. */
    readonly adminUrl: string,
    private readonly urls: Readonly<Record<string, string>>,
  ) {
    this.admin = new Pool({ connectionString: adminUrl, max: 4, idleTimeoutMillis: 0 });
    this.admin.on('error', () => undefined); // a test may end connections: the next look opens another
  }

  static async create(apps: readonly Schema[]): Promise<TestDatabase> {
    const server = serverUrl();
    const name = `test_${uuidv7().replaceAll('-', '')}`;
    const template = templateName(apps);
    const urls = await withAdmin(server, async (admin) => {
      await admin.query('SELECT pg_advisory_lock($1)', [lockNumber]);
      await ensureTemplate(admin, server, template, apps);
      await admin.query(`CREATE DATABASE ${name} TEMPLATE ${template}`);
      return serviceUrls(server, name, apps);
    });
    return new TestDatabase(databaseUrl(server, name), urls);
  }

  /** Connects as the service's own role. */
  url(service: string): string {
    const url = this.urls[service];
    if (!url) throw new Error(`this test database has no schema ${service}: name its app when you create it`);
    return url;
  }

  /** Rows as the superuser sees them; write `desk.request` with the schema. */
  async query<T extends object>(text: string, values: unknown[] = []): Promise<T[]> {
    return (await this.admin.query<T>(text, values)).rows;
  }

  async drop(): Promise<void> {
    await this.admin.end();
    const name = new URL(this.adminUrl).pathname.slice(1);
    await withAdmin(serverUrl(), (admin) => admin.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`));
  }
}

function serverUrl(): string {
  const url = process.env['CALLOUT_TEST_DATABASE'];
  if (!url) throw new Error('no PostgreSQL for tests is running: start the test with `npm run jest -- <path>`');
  return url;
}

function templateName(apps: readonly Schema[]): string {
  const content = apps.map(({ service, migrations }) => [
    service,
    ...migrations.map((migration) => migration.toString()),
  ]);
  return `template_${createHash('sha256').update(JSON.stringify(content)).digest('hex').slice(0, 16)}`;
}

async function ensureTemplate(admin: Client, server: string, template: string, apps: readonly Schema[]): Promise<void> {
  const { rowCount } = await admin.query('SELECT FROM pg_database WHERE datname = $1', [template]);
  if (rowCount) return;
  const half = `${template}_new`;
  await admin.query(`DROP DATABASE IF EXISTS ${half}`);
  const services = apps.map(({ service }) => service);
  await provision({ adminUrl: server, database: half, services, passwords: passwords(server, services) });
  const urls = serviceUrls(server, half, apps);
  for (const app of apps) await runMigrations(app, urls[app.service] ?? '', services);
  await admin.query(`ALTER DATABASE ${half} RENAME TO ${template}`);
}

async function runMigrations(
  { service, entities, migrations }: Schema,
  url: string,
  services: readonly string[],
): Promise<void> {
  const database = await openDatabase({ url, schema: service, entities, migrations, poolSize: 2 });
  const others = services.filter((other) => other !== service);
  if (others.length > 0) await database.query(grantInbox(service, others));
  await database.destroy();
}

/** Roles belong to the whole server: every test process must know the same passwords. */
function passwords(server: string, services: readonly string[]): Record<string, string> {
  const of = (service: string) => createHash('sha256').update(`${server} ${service}`).digest('base64url');
  return Object.fromEntries(services.map((service) => [service, of(service)]));
}

function serviceUrls(server: string, name: string, apps: readonly Schema[]): Record<string, string> {
  const known = passwords(
    server,
    apps.map(({ service }) => service),
  );
  const entries = Object.entries(known).map(([service, password]) => {
    const url = new URL(databaseUrl(server, name));
    url.username = service;
    url.password = password;
    return [service, url.href] as const;
  });
  return Object.fromEntries(entries);
}
