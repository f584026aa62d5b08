import type { TestDatabase } from '#common/testing/database.js';

/** Tables in which even a refused request leaves a trace on purpose, or that live by themselves. */
const mayChange = new Set(['gateway.audit_entry', 'gateway.api_key', 'gateway.session']);

/** A digest of every table's rows. */
export async function snapshot(database: TestDatabase, schemas: readonly string[]): Promise<Record<string, string>> {
  const tables = await database.query<{ name: string }>(
    `SELECT schemaname || '.' || tablename AS name FROM pg_tables WHERE schemaname = ANY ($1) ORDER BY 1`,
    [schemas],
  );
  const digests: Record<string, string> = {};
  for (const { name } of tables.filter((table) => !mayChange.has(table.name))) {
    const [row] = await database.query<{ digest: string }>(
      `SELECT count(*) || ' rows, ' || coalesce(md5(string_agg(md5(t::text), '' ORDER BY md5(t::text))), '') AS digest FROM ${name} t`,
    );
    digests[name] = row?.digest ?? '';
  }
  return digests;
}
