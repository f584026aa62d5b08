import type { Client } from 'pg';

type Row = Record<string, unknown>;

/** What stands in a column that must have a value which does not matter. */
const plain: Readonly<Record<string, unknown>> = {
  uuid: '00000000-0000-7000-8000-000000000000',
  text: '-',
  smallint: 1,
  integer: 1,
  bigint: 1,
  'double precision': 1,
  boolean: false,
  json: {},
  jsonb: [],
  date: '2026-03-02',
  'timestamp with time zone': '2026-03-02T08:00:00Z',
};

/** Inserts a row into `schema.table`; columns that need a value and are not given get a plain one. References to other tables are not looked at. */
export async function insert(client: Client, table: string, given: Row): Promise<void> {
  const { rows } = await client.query<{ name: string; type: string }>(
    `SELECT column_name AS name, data_type AS type FROM information_schema.columns WHERE table_schema || '.' || table_name = $1
       AND is_nullable = 'NO' AND column_default IS NULL AND is_identity = 'NO' AND is_generated = 'NEVER'`,
    [table],
  );
  const row = { ...Object.fromEntries(rows.map(({ name, type }) => [name, plain[type]])), ...given };
  const columns = Object.keys(row).join(', ');
  await unguarded(
    client,
    `INSERT INTO ${table} (${columns}) SELECT ${columns} FROM jsonb_populate_record(NULL::${table}, $1)`,
    [JSON.stringify(row)],
  );
}

/** Runs a statement as no service could: without foreign keys, and in tables that are only ever added to. */
export async function unguarded(client: Client, statement: string, values: unknown[] = []): Promise<void> {
  await client.query('SET session_replication_role = replica');
  await client.query(statement, values);
  await client.query('SET session_replication_role = DEFAULT');
}

/** What `look` finds after the statements; what they did is taken back. */
export async function spoilt<T>(client: Client, statements: string, look: () => Promise<T>): Promise<T> {
  await client.query('BEGIN');
  try {
    await unguarded(client, statements);
    return await look();
  } finally {
    await client.query('ROLLBACK');
  }
}
