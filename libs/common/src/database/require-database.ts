import { setTimeout as pause } from 'node:timers/promises';
import { Client } from 'pg';
import { isDatabaseBusy, isDatabaseUnavailable } from './errors.js';

const patienceMilliseconds = 30_000;

/**
 * Resolves when the database of `DATABASE_URL` lets its role in. A server that is starting, full or slow is waited for. Otherwise throws one sentence
 * with the variable, the host and the port; never the password.
 */
export async function requireDatabase(url: string, patience = patienceMilliseconds): Promise<void> {
  const until = performance.now() + patience;
  for (;;) {
    const client = new Client({ connectionString: url, connectionTimeoutMillis: 3_000 });
    try {
      await client.connect();
      return;
    } catch (error) {
      if (!mayPass(error) || performance.now() > until) throw new Error(sentenceOf(client, error), { cause: error });
      await pause(200);
    } finally {
      await client.end().catch(() => undefined); // it may never have been there
    }
  }
}

/** A new client's own time limit says nothing but this. */
const isTimeout = (error: unknown) => (error as Error).message === 'timeout expired';

const mayPass = (error: unknown) => isDatabaseBusy(error) || isTimeout(error);

function sentenceOf({ host, port }: Client, error: unknown): string {
  const { code, message } = error as Error & { code?: string };
  return isDatabaseUnavailable(error) || isTimeout(error)
    ? `DATABASE_URL: no PostgreSQL answers at ${host}:${port} (${code ?? message}): start it, or name the host and port of the one that runs`
    : `DATABASE_URL: the PostgreSQL at ${host}:${port} does not let the service in: ${message}`;
}
