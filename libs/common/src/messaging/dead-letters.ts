import type { Client } from '../database/client.js';
import { waitForLane } from './locks.js';
import { unblock } from './parking.js';

export interface DeadLetterRow {
  id: string;
  consumer: string;
  /** The message in the inbox; none if it never got in. */
  inboxSeq: string | null;
  eventId: string | null;
  type: string;
  key: string;
  fingerprint: string;
  reason: string;
  attempts: number;
  state: 'dead' | 'queued' | 'replayed' | 'discarded';
  diedAt: Date;
  settledAt: Date | null;
  settledBy: string | null;
}

export interface DeadLetterGroup {
  fingerprint: string;
  consumer: string;
  type: string;
  reason: string;
  letters: number;
  firstDiedAt: Date;
  lastDiedAt: Date;
}

export const deadLetterColumns = `id, consumer, inbox_seq AS "inboxSeq", event_id AS "eventId", type, key, fingerprint, reason, attempts, state,
  died_at AS "diedAt", settled_at AS "settledAt", settled_by AS "settledBy"`;

/** Letters that are dead, those with the same cause together, the most frequent first. */
export async function groupDeadLetters(client: Client): Promise<DeadLetterGroup[]> {
  const { rows } = await client.query<DeadLetterGroup>(
    `SELECT fingerprint, min(consumer) AS consumer, min(type) AS type, min(reason) AS reason, count(*)::integer AS letters,
       min(died_at) AS "firstDiedAt", max(died_at) AS "lastDiedAt"
     FROM dead_letter WHERE state = 'dead' GROUP BY fingerprint ORDER BY count(*) DESC, fingerprint LIMIT 200`,
  );
  return rows;
}

/** The ids of up to 1,000 dead letters of a group, oldest first: the order in which to settle them. */
export async function lettersOf(client: Client, fingerprint: string): Promise<string[]> {
  const { rows } = await client.query<{ id: string }>(
    `SELECT id FROM dead_letter WHERE state = 'dead' AND fingerprint = $1 ORDER BY died_at, id LIMIT 1000`,
    [fingerprint],
  );
  return rows.map(({ id }) => id);
}

/**
 * Gives a dead letter another row of tries, before all that waits behind it. A message that never got into the inbox is queued: the service takes it in
 * again. False if there is no such dead letter (any more). Inside a transaction.
 */
export async function replayDeadLetter(client: Client, id: string, by: string): Promise<boolean> {
  const letter = await settle(client, id, 'replayed', by);
  if (!letter) return false;
  if (letter.inboxSeq === null) {
    await client.query(`UPDATE dead_letter SET state = 'queued' WHERE id = $1`, [id]);
    return true;
  }
  await ownLane(client, letter);
  await client.query(
    `UPDATE inbox_blocked SET dead = false, attempts = 0, next_at = clock_timestamp() WHERE consumer = $1 AND key = $2 AND seq = $3`,
    [letter.consumer, letter.key, letter.inboxSeq],
  );
  return true;
}

/** Gives a dead letter up; what waits behind it flows again. False if there is no such dead letter (any more). Inside a transaction. */
export async function discardDeadLetter(client: Client, id: string, by: string): Promise<boolean> {
  const letter = await settle(client, id, 'discarded', by);
  if (!letter) return false;
  if (letter.inboxSeq === null) return true;
  await ownLane(client, letter);
  await client.query(`DELETE FROM inbox WHERE consumer = $1 AND key = $2 AND seq = $3 AND waiting`, [
    letter.consumer,
    letter.key,
    letter.inboxSeq,
  ]);
  await unblock(client, letter.consumer, letter.key);
  return true;
}

async function settle(client: Client, id: string, state: string, by: string): Promise<DeadLetterRow | undefined> {
  const { rows } = await client.query<DeadLetterRow>(
    `UPDATE dead_letter SET state = $2, settled_at = now(), settled_by = $3 WHERE id = $1 AND state = 'dead' RETURNING ${deadLetterColumns}`,
    [id, state, by],
  );
  return rows[0];
}

async function ownLane(client: Client, { consumer, key }: DeadLetterRow): Promise<void> {
  await client.query(`SELECT ${waitForLane('lane')} FROM inbox_blocked WHERE consumer = $1 AND key = $2`, [
    consumer,
    key,
  ]);
}
