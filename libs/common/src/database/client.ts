import type { Pool, PoolClient } from 'pg';
import type { DataSource, EntityManager } from 'typeorm';

/** pg itself, for hot paths: several statements in one round trip, prepared statements, no entities. */
export type Client = PoolClient;

export interface StatementResult {
  command: string;
  rowCount: number | null;
  rows: Record<string, unknown>[];
}

/** The connections of open transactions. */
export const connected = new WeakMap<EntityManager, Client>();

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

/**
 * A connection that breaks between two statements tells so as an event, which would end the process if nobody listened at that moment; the next
 * statement on it fails anyway.
 */
export function surviveBrokenConnections(database: DataSource): void {
  const pool = (database.driver as unknown as { master: Pool }).master;
  pool.on('acquire', (client) => {
    if (!client.listeners('error').includes(ignore)) client.on('error', ignore);
  });
}

const ignore = () => undefined;

/** The answers of several statements that are sent as one text, in one round trip. */
export async function sendAll(client: Client, statements: readonly string[]): Promise<StatementResult[]> {
  const results = (await client.query(statements.join(';\n'))) as unknown as StatementResult | StatementResult[];
  return Array.isArray(results) ? results : [results];
}
