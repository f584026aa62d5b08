import type { Client } from '../database/client.js';
import { laneCount } from './locks.js';

/** What is on its way in the event path of one service. Counts stop at 1,000. */
export interface EventPathStatus {
  /** Published and not yet carried on. */
  outboxWaiting: number;
  /** Arrived and not yet handled. */
  inboxPending: number;
  /** Arrived and waiting behind a message that failed. */
  inboxWaiting: number;
  /** Keys that wait, because a message failed and is tried again or is dead. */
  blocked: number;
  /** Those of them that will be tried again. */
  retrying: number;
  deadLetters: number;
  nextTimerAt: Date | null;
  timersDue: number;
  /** Age of the oldest event that is published and not yet carried on: it grows while the broker is away. 0 if there is none; so are the others. */
  oldestUnsentSeconds: number;
  /** Age of the oldest message that has arrived, is not yet handled and waits for nobody but the worker. */
  oldestPendingSeconds: number;
  /** How long the oldest of the keys that are tried again has been parked. */
  oldestParkedSeconds: number;
  /** Age of the oldest dead letter that nobody has settled; its key waits as long. */
  oldestDeadLetterSeconds: number;
  /** Nothing is unpublished, unhandled, to be tried again, or due. */
  quiet: boolean;
}

const some = (from: string) => `(SELECT count(*)::integer FROM (SELECT FROM ${from} LIMIT 1000) AS few)`;

/** Each `first` is the first entry of an index, so that an age costs the same however much waits (docs/adr/0008-the-event-path-plans-once.md). */
const age = (column: string, first: string) =>
  `coalesce((SELECT extract(epoch FROM clock_timestamp() - min(${column}))::float8 FROM (${first}) AS oldest), 0)`;

/** The relay carries in the order of `seq`, so the lowest is the oldest. */
const oldestUnsent = `
  SELECT written_at FROM (SELECT seq FROM outbox_waiting ORDER BY seq LIMIT 1) AS waiting
  CROSS JOIN LATERAL (SELECT written_at FROM outbox WHERE outbox.seq = waiting.seq LIMIT 1) AS event`;

const oldestOfEachLane = `
  SELECT first.received_at FROM generate_series(0, ${laneCount - 1}) AS every (lane) CROSS JOIN LATERAL (
    SELECT received_at FROM inbox WHERE inbox.lane = every.lane::smallint AND NOT waiting ORDER BY seq LIMIT 1) AS first`;

const oldestParked = 'SELECT since FROM inbox_blocked WHERE NOT dead ORDER BY since LIMIT 1';

const oldestDeadLetter = `SELECT died_at FROM dead_letter WHERE state = 'dead' ORDER BY died_at, id LIMIT 1`;

/** Statement with the business time as parameter 1. */
const statusStatement = `
  SELECT *, "outboxWaiting" + "inboxPending" + retrying + "timersDue" = 0 AS quiet FROM (SELECT
    ${some('outbox_waiting ORDER BY seq')} AS "outboxWaiting",
    ${some('inbox WHERE NOT waiting ORDER BY lane, seq')} AS "inboxPending",
    ${some('inbox WHERE waiting ORDER BY consumer, key, seq')} AS "inboxWaiting",
    ${some('inbox_blocked')} AS blocked,
    ${some('inbox_blocked WHERE NOT dead ORDER BY since')} AS retrying,
    ${some(`dead_letter WHERE state IN ('dead', 'queued')`)} AS "deadLetters",
    (SELECT min(due_at) FROM timer) AS "nextTimerAt",
    ${some('timer WHERE due_at <= $1 ORDER BY due_at')} AS "timersDue",
    ${age('written_at', oldestUnsent)} AS "oldestUnsentSeconds",
    ${age('received_at', oldestOfEachLane)} AS "oldestPendingSeconds",
    ${age('since', oldestParked)} AS "oldestParkedSeconds",
    ${age('died_at', oldestDeadLetter)} AS "oldestDeadLetterSeconds"
  ) AS status`;

/** The status of one service; `now` is business time. */
export async function readStatus(client: Client, now: Date): Promise<EventPathStatus> {
  const { rows } = await client.query<EventPathStatus>(statusStatement, [now]);
  const [status] = rows;
  if (!status) throw new Error('the status of the event path cannot be read');
  return status;
}
