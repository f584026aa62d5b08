import { setTimeout as pause } from 'node:timers/promises';
import type { Clock } from '../runtime/clock.js';
import type { TestDatabase } from './database.js';

const patienceMilliseconds = 70_000;
const lookMilliseconds = 5;

interface Waiting {
  waiting: number;
  dead: { consumer: string; type: string; reason: string }[];
}

/**
 * Waits until nothing is on its way: no event to carry, none to handle, none parked, no timer due. Every stage of the path takes its message away
 * in the transaction that puts the next one in, so one snapshot of all tables that shows nothing means that there is nothing.
 */
export async function settle(
  database: TestDatabase,
  services: readonly string[],
  clock: Clock,
  { deadLettersExpected = false } = {},
): Promise<void> {
  const { waiting, dead } = await untilQuiet(database, services, clock);
  if (waiting > 0)
    throw new Error(`${waiting} messages or timers are still on their way after ${patienceMilliseconds} ms`);
  const [first] = dead;
  if (first && !deadLettersExpected)
    throw new Error(`${first.consumer} could not handle ${first.type}: ${first.reason}`);
}

async function untilQuiet(database: TestDatabase, services: readonly string[], clock: Clock): Promise<Waiting> {
  const text = look(services);
  const until = performance.now() + patienceMilliseconds;
  for (;;) {
    const [found = { waiting: 0, dead: [] }] = await database.query<Waiting>(text, [clock.now()]);
    if (found.waiting === 0 || performance.now() > until) return found;
    await pause(lookMilliseconds);
  }
}

function look(services: readonly string[]): string {
  const waiting = services.map(
    (
      service,
    ) => `(SELECT count(*) FROM "${service}".outbox_waiting) + (SELECT count(*) FROM "${service}".timer WHERE due_at <= $1)
      + (SELECT count(*) FROM "${service}".inbox WHERE NOT EXISTS (
          SELECT FROM "${service}".inbox_blocked AS blocked WHERE blocked.consumer = inbox.consumer AND blocked.key = inbox.key AND blocked.dead))`,
  );
  const dead = services.map(
    (service) => `SELECT consumer, type, reason FROM "${service}".dead_letter WHERE state = 'dead'`,
  );
  return `SELECT (${waiting.join(' + ')})::integer AS waiting,
    (SELECT coalesce(json_agg(letter), '[]') FROM (${dead.join(' UNION ALL ')}) AS letter) AS dead`;
}
