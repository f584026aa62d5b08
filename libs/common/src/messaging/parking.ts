import { uuidv7 } from '../database/uuid.js';
import type { Client } from '../database/client.js';
import { fingerprintOf, maxTries, pauseAfter, reasonOf, UnacceptableMessage } from './failure.js';
import type { InboxRow } from './inbox-row.js';

/** What has become of a message that failed. */
export type Outcome = 'parked' | 'dead';

/**
 * Sets the key of a failed message aside for this consumer, with all that has come behind it. After the last try the message is a dead letter,
 * and the rest goes on waiting until an operator replays or discards it. Runs in a transaction that owns the lane.
 */
export async function park(client: Client, row: InboxRow, tries: number, error: unknown): Promise<Outcome> {
  const dead = tries >= maxTries || error instanceof UnacceptableMessage;
  const reason = reasonOf(error);
  await client.query(
    `INSERT INTO inbox_blocked (consumer, key, lane, seq, attempts, next_at, dead, error)
     VALUES ($1, $2, $3, $4, $5, clock_timestamp() + $6 * interval '1 millisecond', $7, $8)
     ON CONFLICT (consumer, key) DO UPDATE SET
       seq = excluded.seq, attempts = excluded.attempts, next_at = excluded.next_at, dead = excluded.dead, error = excluded.error`,
    [row.consumer, row.key, row.lane, row.seq, tries, pauseAfter(tries), dead, reason],
  );
  await client.query(`UPDATE inbox SET waiting = true WHERE lane = $1 AND consumer = $2 AND key = $3 AND NOT waiting`, [
    row.lane,
    row.consumer,
    row.key,
  ]);
  if (dead) await bury(client, row, tries, reason);
  return dead ? 'dead' : 'parked';
}

async function bury(client: Client, row: InboxRow, tries: number, reason: string): Promise<void> {
  await client.query(
    `INSERT INTO dead_letter (id, consumer, inbox_seq, event_id, type, key, fingerprint, reason, attempts, payload, headers)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
    [
      uuidv7(),
      row.consumer,
      row.seq,
      row.event_id,
      row.type,
      row.key,
      fingerprintOf(row.consumer, row.type, reason),
      reason,
      tries,
      Buffer.from(JSON.stringify(row.data)),
      row.headers,
    ],
  );
}

/** Lets the messages of a key flow again. Runs in a transaction that owns the lane. */
export async function unblock(client: Client, consumer: string, key: string): Promise<void> {
  await client.query(`DELETE FROM inbox_blocked WHERE consumer = $1 AND key = $2`, [consumer, key]);
  await client.query(`UPDATE inbox SET waiting = false WHERE consumer = $1 AND key = $2 AND waiting`, [consumer, key]);
}
