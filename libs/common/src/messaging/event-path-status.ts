import type { Client } from '../database/client.js';

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
  oldestPendingSeconds: number;
  /** Nothing is unpublished, unhandled, to be tried again, or due. */
  quiet: boolean;
}

const some = (from: string) => `(SELECT count(*)::integer FROM (SELECT FROM ${from} LIMIT 1000) AS few)`;

/** Statement with the business time as parameter 1; a prefix such as `desk.` asks about another schema than the own one. */
const statusStatement = (prefix: string) => `
  SELECT *, "outboxWaiting" + "inboxPending" + retrying + "timersDue" = 0 AS quiet FROM (SELECT
    ${some(`${prefix}outbox_waiting ORDER BY seq`)} AS "outboxWaiting",
    ${some(`${prefix}inbox WHERE NOT waiting ORDER BY lane, seq`)} AS "inboxPending",
    ${some(`${prefix}inbox WHERE waiting ORDER BY consumer, key, seq`)} AS "inboxWaiting",
    ${some(`${prefix}inbox_blocked`)} AS blocked,
    ${some(`${prefix}inbox_blocked WHERE NOT dead`)} AS retrying,
    ${some(`${prefix}dead_letter WHERE state IN ('dead', 'queued')`)} AS "deadLetters",
    (SELECT min(due_at) FROM ${prefix}timer) AS "nextTimerAt",
    ${some(`${prefix}timer WHERE due_at <= $1`)} AS "timersDue",
    coalesce((SELECT extract(epoch FROM clock_timestamp() - min(received_at))::float8 FROM (
      SELECT received_at FROM ${prefix}inbox WHERE NOT waiting ORDER BY lane, seq LIMIT 1000) AS oldest), 0) AS "oldestPendingSeconds"
  ) AS status`;

/** The status of one service; `now` is business time. */
export async function readStatus(client: Client, now: Date, schema?: string): Promise<EventPathStatus> {
  const { rows } = await client.query<EventPathStatus>(statusStatement(schema ? `"${schema}".` : ''), [now]);
  const [status] = rows;
  if (!status) throw new Error('the status of the event path cannot be read');
  return status;
}

/**
 * Whether nothing is on its way in any of these schemas of one database: one snapshot over all, because a message that moves from one schema to the
 * next could hide from questions that are asked one after the other.
 */
export async function isQuietEverywhere(client: Client, now: Date, schemas: readonly string[]): Promise<boolean> {
  const one = (schema: string) => `EXISTS (SELECT FROM "${schema}".outbox_waiting)
    OR EXISTS (SELECT FROM "${schema}".inbox WHERE NOT waiting)
    OR EXISTS (SELECT FROM "${schema}".inbox_blocked WHERE NOT dead)
    OR EXISTS (SELECT FROM "${schema}".timer WHERE due_at <= $1)`;
  const { rows } = await client.query<{ busy: boolean }>(`SELECT ${schemas.map(one).join(' OR ')} AS busy`, [now]);
  return rows[0]?.busy === false;
}
