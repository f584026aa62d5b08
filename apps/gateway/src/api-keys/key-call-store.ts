import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { systemActor } from '#common/auth/actor.js';
import { Transactions } from '#common/database/transactions.js';
import { uuidv7 } from '#common/database/uuid.js';
import { runInContext } from '#common/runtime/context.js';
import type { KeyCallView } from './api-key.dto.js';

export interface KeyCall {
  id: string;
  keyId: string;
  at: Date;
  method: string;
  path: string;
  status: number;
  durationMilliseconds: number;
  correlationId: string;
}

/** How many calls of a key are kept, and for how long. */
export const keptCalls = 100;
const keptDays = 14;
/** Twenty-four days: a stream may stay open for longer. */
const longestMilliseconds = 2_147_483_647;
/** Rows that one statement of the retention takes. */
const forgottenAtOnce = 5_000;

/** The last calls of each key in the database. */
@Injectable()
export class KeyCallStore {
  constructor(private readonly transactions: Transactions) {}

  /** Adds calls and forgets all but the last of the keys that made them. Calls that are there already, and those of keys that are not, are left out. */
  async add(calls: readonly KeyCall[]): Promise<void> {
    await this.asSystem(async (manager) => {
      await manager.query(
        `INSERT INTO api_key_call (id, key_id, site_id, at, method, path, status, duration_milliseconds, correlation_id)
         SELECT c.id, c.key_id, k.site_id, c.at, c.method, c.path, c.status, least(c.duration, $9), c.correlation
         FROM unnest($1::uuid[], $2::uuid[], $3::timestamptz[], $4::text[], $5::text[], $6::smallint[], $7::bigint[], $8::text[])
           AS c (id, key_id, at, method, path, status, duration, correlation)
         JOIN api_key k ON k.id = c.key_id
         ON CONFLICT DO NOTHING`,
        [...columnsOf(calls), longestMilliseconds],
      );
      await manager.query(
        `DELETE FROM api_key_call c
         USING unnest($1::uuid[]) AS touched (key_id),
           LATERAL (SELECT id FROM api_key_call l WHERE l.key_id = touched.key_id ORDER BY id DESC OFFSET $2 LIMIT 1) AS past
         WHERE c.key_id = touched.key_id AND c.id <= past.id`,
        [[...new Set(calls.map(({ keyId }) => keyId))], keptCalls],
      );
    });
  }

  /** Newest first. */
  async list(keyId: string, before: string | undefined, limit: number): Promise<KeyCallView[]> {
    const rows = await this.transactions.run((manager) =>
      manager.query<(Omit<KeyCallView, 'at'> & { at: Date })[]>(
        `SELECT id, at, method, path, status, duration_milliseconds AS "durationMilliseconds", correlation_id AS "correlationId"
         FROM api_key_call
         WHERE key_id = $1 AND ($2::uuid IS NULL OR id < $2) AND at > clock_timestamp() - make_interval(days => $3)
         ORDER BY id DESC LIMIT $4`,
        [keyId, before ?? null, keptDays, limit],
      ),
    );
    return rows.map((row) => ({ ...row, at: row.at.toISOString() }));
  }

  /** Forgets what is too old, at most so much at once; returns how much that was. */
  async forget(): Promise<number> {
    const [row] = await this.asSystem((manager) =>
      manager.query<{ forgotten: string }[]>(
        `WITH gone AS (
           DELETE FROM api_key_call WHERE (key_id, id) IN (
             SELECT key_id, id FROM api_key_call WHERE at < clock_timestamp() - make_interval(days => $1) LIMIT $2)
           RETURNING id
         ) SELECT count(*) AS forgotten FROM gone`,
        [keptDays, forgottenAtOnce],
      ),
    );
    return Number(row?.forgotten ?? 0);
  }

  /** Nobody is calling when this is written. */
  private asSystem<T>(work: (manager: EntityManager) => Promise<T>): Promise<T> {
    return runInContext({ actor: systemActor, correlationId: uuidv7() }, () => this.transactions.run(work));
  }
}

const columnsOf = (calls: readonly KeyCall[]): unknown[] => [
  calls.map(({ id }) => id),
  calls.map(({ keyId }) => keyId),
  calls.map(({ at }) => at),
  calls.map(({ method }) => method),
  calls.map(({ path }) => path),
  calls.map(({ status }) => status),
  calls.map(({ durationMilliseconds }) => durationMilliseconds),
  calls.map(({ correlationId }) => correlationId),
];
