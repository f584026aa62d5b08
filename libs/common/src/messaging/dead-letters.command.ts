import { Client } from 'pg';
import type { Client as PoolClient } from '../database/client.js';
import {
  deadLetterColumns,
  type DeadLetterRow,
  discardDeadLetter,
  groupDeadLetters,
  lettersOf,
  replayDeadLetter,
} from './dead-letters.js';

const usage = `npm run dead-letters -- <service> groups
npm run dead-letters -- <service> list [fingerprint]
npm run dead-letters -- <service> replay|discard <id or fingerprint>
  DATABASE_URL says which database; the service's name is its schema.`;

/** The operator's command: works on the tables of one service, whether it runs or not. Prints lines; throws with one sentence. */
export async function deadLettersCommand(
  given: readonly string[],
  url: string | undefined,
  print: (line: string) => void,
): Promise<void> {
  const [service = '', action = '', target = ''] = given;
  if (!/^[a-z][a-z-]*$/.test(service)) throw new Error(usage);
  if (!url) throw new Error('set DATABASE_URL to the database of the service');
  const client = new Client({ connectionString: url, options: `-c search_path="${service}"` });
  await client.connect();
  try {
    await run(client as unknown as PoolClient, action, target, print);
  } finally {
    await client.end();
  }
}

async function run(client: PoolClient, action: string, target: string, print: (line: string) => void): Promise<void> {
  if (action === 'groups') {
    for (const { fingerprint, letters, consumer, type, reason } of await groupDeadLetters(client)) {
      print(`${fingerprint}  ${String(letters).padStart(6)}  ${consumer}  ${type}  ${reason}`);
    }
  } else if (action === 'list') {
    for (const { id, diedAt, fingerprint, consumer, type, key, reason } of await list(client, target)) {
      print(`${id}  ${diedAt.toISOString()}  ${fingerprint}  ${consumer}  ${type}  ${key}  ${reason}`);
    }
  } else if ((action === 'replay' || action === 'discard') && target) {
    const ids = target.length === 16 ? await lettersOf(client, target) : [target];
    const settled = await settleAll(client, ids, action === 'replay' ? replayDeadLetter : discardDeadLetter);
    print(`${settled} of ${ids.length} letters: ${action}`);
  } else {
    throw new Error(usage);
  }
}

async function list(client: PoolClient, fingerprint: string): Promise<DeadLetterRow[]> {
  const { rows } = await client.query<DeadLetterRow>(
    `SELECT ${deadLetterColumns} FROM dead_letter WHERE state = 'dead' AND $1 IN ('', fingerprint) ORDER BY died_at DESC, id DESC LIMIT 1000`,
    [fingerprint],
  );
  return rows;
}

async function settleAll(client: PoolClient, ids: readonly string[], settle: typeof replayDeadLetter): Promise<number> {
  let settled = 0;
  for (const id of ids) {
    await client.query('BEGIN');
    if (await settle(client, id, 'operator command')) settled += 1;
    await client.query('COMMIT');
  }
  return settled;
}
