import type { Pool, PoolClient, QueryConfig } from 'pg';
import type { DataSource, EntityManager } from 'typeorm';
import { statementName } from './statement-name.js';

/** pg itself, for hot paths: several statements in one round trip, prepared statements, no entities. */
export type Client = PoolClient;

/** One of few texts, which each connection plans once, and its parameters. */
export interface Prepared {
  text: string;
  values: readonly unknown[];
}

/** A text that is sent as it is, or one that is planned once. */
export type Statement = string | Prepared;

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

/**
 * The answers of several statements that are sent at once, in one round trip; texts that follow one another are one message. Fails with the first that
 * fails; inside a transaction, those behind it then do nothing.
 */
export async function sendAll(client: Client, statements: readonly Statement[]): Promise<StatementResult[]> {
  const sent: Promise<StatementResult[]>[] = [];
  let texts: string[] = [];
  const sendTexts = () => {
    if (texts.length > 0) sent.push(answersOf(client, texts.join(';\n')));
    texts = [];
  };
  for (const statement of statements) {
    if (typeof statement === 'string') {
      texts.push(statement);
      continue;
    }
    sendTexts();
    const { text, values } = statement;
    sent.push(answersOf(client, { name: statementName(text), text, values: [...values] }));
  }
  sendTexts();
  return (await Promise.all(sent)).flat();
}

async function answersOf(client: Client, sent: string | QueryConfig): Promise<StatementResult[]> {
  const results = (await client.query(sent)) as unknown as StatementResult | StatementResult[];
  return Array.isArray(results) ? results : [results];
}
