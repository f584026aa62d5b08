import { Client } from 'pg';
import type { TestDatabase } from '#common/testing/database.js';
import { serviceNames } from '#common/runtime/service-names.js';
import { insert } from '../../replay/testing/rows.js';
import { createWholeDatabase } from '../../replay/testing/whole-database.js';

/** Tables that name a site and yet show all rows to their service, each with its reason. */
const exceptions: Readonly<Record<string, string>> = {
  'dispatch.part_stock': 'matching and plans read it, and they see all sites; no route shows it',
  'gateway.audit_entry': 'each entry continues the one before it, whoever caused that; only administrators read it',
  'gateway.stream_event':
    'one reader reads it once for all who listen, and each of them is told what is theirs (core/facts.ts)',
  'gateway.user_account':
    'who signs in is looked for before anybody knows the site, and names are unique among all sites',
};

interface Table {
  name: string;
  service: string;
  /** Enabled, and forced on the owner, which is the service's role. */
  guarded: boolean;
  ofSite: boolean;
  uuids: string[];
  lists: string[];
}

const [own, other] = ['0190a0a0-0000-7000-8000-00000000000a', '0190a0a0-0000-7000-8000-00000000000b'] as const;

describe('row-level security', () => {
  let database: TestDatabase;
  let tables: Table[];
  beforeAll(async () => {
    database = await createWholeDatabase();
    tables = await database.query<Table>(tablesOfServices, [serviceNames]);
    await fill(database, tables);
  }, 60_000);
  afterAll(() => database.drop());

  it('guards every table that names a site, but for those with a reason not to', () => {
    const open = tables.filter(({ guarded, ofSite }) => ofSite && !guarded).map(({ name }) => name);
    expect(open).toEqual(Object.keys(exceptions).toSorted());
    expect(tables.filter(({ guarded }) => guarded).map(({ name }) => name)).toEqual(expect.arrayContaining(mattering));
  });

  it('binds the roles of the services', async () => {
    const roles = await database.query(
      'SELECT rolname FROM pg_roles WHERE rolname = ANY ($1) AND NOT rolsuper AND NOT rolbypassrls',
      [serviceNames],
    );
    expect(roles).toHaveLength(serviceNames.length);
  });

  it.each(serviceNames)('shows a site its own rows in %s and none of another one', async (service) => {
    const guarded = tables.filter((table) => table.service === service && tellsWhose(table));
    const seen = await seenAs(database.url(service), guarded);
    for (const { name, ofSite } of guarded) {
      expect({ name, ...seen(name, own) }).toMatchObject({ name, others: 0, ...(ofSite && { owns: 1 }) });
      expect({ name, ...seen(name, '') }).toEqual({ name, owns: 0, others: 0 });
      expect({ name, ...seen(name, '*') }).toEqual({ name, owns: 1, others: 1 });
    }
  });
});

/** A table without an id belongs to no site and is guarded as a whole. */
const tellsWhose = ({ guarded, uuids, lists }: Table) => guarded && uuids.length + lists.length > 0;

const mattering = [
  'desk.service_request',
  'dispatch.offer',
  'dispatch.repair_order',
  'dispatch.visit',
  'gateway.board_order',
  'inventory.reservation',
  'inventory.stock_level',
  'quality.failure_record',
];

const tablesOfServices = `
  SELECT n.nspname || '.' || c.relname AS name, n.nspname AS service,
         c.relrowsecurity AND (c.relforcerowsecurity OR pg_get_userbyid(c.relowner) <> n.nspname) AS guarded,
         bool_or(a.attname ~ '(^|_)site_ids?$') AS "ofSite",
         coalesce(array_agg(a.attname::text) FILTER (WHERE a.atttypid = 'uuid'::regtype), '{}') AS uuids,
         coalesce(array_agg(a.attname::text) FILTER (WHERE a.atttypid = 'uuid[]'::regtype), '{}') AS lists
    FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
    JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
   WHERE n.nspname = ANY ($1) AND c.relkind IN ('r', 'p') GROUP BY n.nspname, c.oid, c.relname ORDER BY 1`;

/** One row of each of two sites in every guarded table; each id in it is the site's, so that rows that belong together find each other. */
async function fill(database: TestDatabase, tables: readonly Table[]): Promise<void> {
  const admin = new Client({ connectionString: database.adminUrl });
  await admin.connect();
  try {
    await admin.query(withoutRules);
    for (const { name, uuids, lists } of tables.filter(tellsWhose)) {
      for (const site of [own, other]) {
        const ids = uuids.map((column) => [column, site]);
        await insert(admin, name, Object.fromEntries([...ids, ...lists.map((column) => [column, [site]])]));
      }
    }
  } finally {
    await admin.end();
  }
}

/** What the rows say does not matter here, only whose they are: takes every rule about values off, keys first. */
const withoutRules = `
  DO $$ DECLARE rule record; BEGIN
    FOR rule IN SELECT conrelid::regclass AS its_table, conname FROM pg_constraint JOIN pg_namespace n ON n.oid = connamespace
      WHERE nspname IN ('desk', 'dispatch', 'gateway', 'inventory', 'quality') AND conrelid > 0
        AND NOT EXISTS (SELECT FROM pg_attribute a WHERE a.attrelid = conrelid AND a.attnum = ANY (conkey) AND a.attidentity <> '' AND contype = 'n')
      ORDER BY contype = 'n' LOOP
      EXECUTE format('ALTER TABLE %s DROP CONSTRAINT IF EXISTS %I CASCADE', rule.its_table, rule.conname);
    END LOOP;
  END $$`;

/** Counts, as this role, the rows of each table that belong to either site, for each value of `app.sites`. */
async function seenAs(url: string, tables: readonly Table[]) {
  const client = new Client({ connectionString: url });
  await client.connect();
  const found = new Map<string, { owns: number; others: number }>();
  try {
    for (const sites of [own, '', '*']) {
      await client.query(`SELECT set_config('app.sites', $1, false)`, [sites]);
      for (const { name } of tables) {
        const { rows } = await client.query<{ owns: number; others: number }>(
          `SELECT count(*) FILTER (WHERE t::text LIKE $1)::int AS owns, count(*) FILTER (WHERE t::text LIKE $2)::int AS others FROM ${name} t`,
          [`%${own}%`, `%${other}%`],
        );
        found.set(`${name} ${sites}`, rows[0]!);
      }
    }
  } finally {
    await client.end();
  }
  return (name: string, sites: string) => found.get(`${name} ${sites}`);
}
