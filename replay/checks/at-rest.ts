import { setTimeout as pause } from 'node:timers/promises';
import type { Client } from 'pg';
import { services } from './deliveries.js';

const lookMilliseconds = 50;
/** A server that has come to rest may begin with something by itself, such as what a weekly plan proposes; it is over soon. */
const patienceMilliseconds = 30_000;

/**
 * Looks at the database as it stood in one moment in which nothing was on its way between the services: what the server does meanwhile is not seen, or
 * one table would know of it and another not. If no such moment comes in time, it looks all the same, and the checks say what is missing.
 */
export async function atRest<T>(
  client: Client,
  look: () => Promise<T>,
  patience: number = patienceMilliseconds,
): Promise<T> {
  const until = performance.now() + patience;
  for (;;) {
    await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ');
    try {
      if (performance.now() >= until || !(await isWaiting(client))) return await look();
    } finally {
      await client.query('ROLLBACK');
    }
    await pause(lookMilliseconds);
  }
}

/** Each stage takes its message away in the transaction that puts the next one in. What waits behind a dead letter is not on its way. */
async function isWaiting(client: Client): Promise<boolean> {
  const places = services.flatMap((service) => [
    `"${service}".outbox_waiting`,
    `"${service}".inbox WHERE NOT waiting`,
    `"${service}".inbox_blocked WHERE NOT dead`,
  ]);
  const { rows } = await client.query<{ waiting: boolean }>(
    `SELECT ${places.map((place) => `EXISTS (SELECT FROM ${place})`).join(' OR ')} AS waiting`,
  );
  return rows[0]?.waiting ?? false;
}
