import type { Pool, PoolClient } from 'pg';
import type { DataSource, EntityManager } from 'typeorm';

/** The event path speaks to pg itself: several statements in one round trip, prepared statements, no entities. */
export type Client = PoolClient;

/** The connection of an open transaction. */
export async function clientOf(manager: EntityManager): Promise<Client> {
  if (!manager.queryRunner) throw new Error('no transaction is open');
  return (await manager.queryRunner.connect()) as Client;
}

/** Lends a connection. It goes back to the pool only if `work` has ended well: after an error nobody knows what is still open on it. */
export async function withClient<T>(database: DataSource, work: (client: Client) => Promise<T>): Promise<T> {
  const pool = (database.driver as unknown as { master: Pool }).master;
  const client = await pool.connect();
  try {
    const result = await work(client);
    client.release();
    return result;
  } catch (error) {
    client.release(true);
    throw error;
  }
}

/** The answers of several statements that were sent as one text. */
export async function queryAll(client: Client, text: string): Promise<Record<string, unknown>[][]> {
  const results = (await client.query(text)) as unknown as
    | { rows: Record<string, unknown>[] }[]
    | { rows: Record<string, unknown>[] };
  return (Array.isArray(results) ? results : [results]).map(({ rows }) => rows);
}
