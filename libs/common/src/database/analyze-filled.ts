import type { Client } from 'pg';

const smallPages = 16;

/**
 * Lets PostgreSQL look at the tables that were filled just now; by itself it comes to them after some minutes and plans as for small ones until then.
 * Not at those that are still small: it would believe that they stay so, and plans that it has made are kept for as long as a connection lives.
 */
export async function analyzeFilled(superuser: Client): Promise<void> {
  const { rows } = await superuser.query<{ text: string }>(
    `SELECT format('ANALYZE %I.%I', nspname, relname) AS text FROM pg_class JOIN pg_namespace space ON space.oid = relnamespace
     WHERE relkind = 'r' AND nspname !~ '^(pg_|information_schema)' AND pg_relation_size(pg_class.oid) > $1 * current_setting('block_size')::integer`,
    [smallPages],
  );
  for (const { text } of rows) await superuser.query(text);
}
