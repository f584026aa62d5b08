import type { DataSource } from 'typeorm';

/** Any number that no other program takes as advisory lock in this database. */
const lockNumber = 7_226_001;

/** Runs the migrations that are missing, one process at a time. Refuses a schema that a newer Callout has made. */
export async function migrate(database: DataSource, schema: string): Promise<void> {
  const runner = database.createQueryRunner();
  await runner.connect();
  try {
    await runner.query(`SELECT pg_advisory_lock($1, hashtext($2))`, [lockNumber, schema]);
    await ensureSchema(database, schema);
    await refuseNewer(database, schema);
    await database.runMigrations({ transaction: 'each' });
  } finally {
    await runner.query(`SELECT pg_advisory_unlock($1, hashtext($2))`, [lockNumber, schema]).catch(() => undefined);
    await runner.release();
  }
}

/** Whoever provisions the database makes the schema; a role that owns its schema alone may not even try. */
async function ensureSchema(database: DataSource, schema: string): Promise<void> {
  const [found] = await database.query<object[]>(`SELECT 1 FROM pg_namespace WHERE nspname = $1`, [schema]);
  if (!found) await database.query(`CREATE SCHEMA "${schema}"`);
}

async function refuseNewer(database: DataSource, schema: string): Promise<void> {
  const [found] = await database.query<{ table: string | null }[]>(`SELECT to_regclass($1) AS "table"`, [
    `"${schema}".migration`,
  ]);
  if (!found?.table) return;
  const done = await database.query<{ name: string }[]>(`SELECT name FROM "${schema}".migration`);
  const known = new Set(database.migrations.map(({ name, constructor }) => name ?? constructor.name));
  const unknown = done.map(({ name }) => name).filter((name) => !known.has(name));
  if (unknown.length > 0) {
    throw new Error(
      `the data of "${schema}" was written by a newer Callout (${unknown.join(', ')}): start that version, or choose another CALLOUT_HOME or DATABASE_URL`,
    );
  }
}
