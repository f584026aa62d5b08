import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Transactions } from '../database/transactions.js';
import type { HoldingsQuery, HoldingsView, UnhandledView } from './holdings.dto.js';

/** Rows that one answer may have: an answer with as many may lack the rest of its last key. */
export const mostHoldings = 1_000;

interface HoldingRow {
  key: string;
  facts: Record<string, unknown>;
}

/**
 * What a service holds about things that others hold something about too, so that somebody can compare. Every service brings the one statement that
 * reads it.
 */
export abstract class HeldRows {
  /**
   * SQL of `key` (uuid) and `facts` (json), in the order of the keys, for keys above `$1` and up to `$2` (null: no bound) that are in `$3` (uuid[],
   * null: all); at most `$4` rows.
   */
  abstract readonly statement: string;
}

/** Tells what a service holds, and which messages about it the service has not handled. */
@Injectable()
export class Holdings {
  constructor(
    private readonly transactions: Transactions,
    private readonly held: HeldRows,
  ) {}

  async list({ after, upto, keys, limit = mostHoldings }: HoldingsQuery): Promise<HoldingsView> {
    const rows = await this.transactions.run((manager) =>
      manager.query<HoldingRow[]>(this.held.statement, [after ?? null, upto ?? null, keys ?? null, limit]),
    );
    return { items: rows.map(({ key, facts }) => ({ key, facts })), complete: rows.length < limit };
  }

  /** Messages with one of these keys that have arrived and had no effect yet. */
  unhandled(keys: readonly string[]): Promise<UnhandledView[]> {
    return this.transactions.run((manager) => readUnhandled(manager, keys));
  }
}

/** A dead letter stands in the inbox too, if it ever got in: it is told once, as the letter. */
async function readUnhandled(manager: EntityManager, keys: readonly string[]): Promise<UnhandledView[]> {
  const rows = await manager.query<(Omit<UnhandledView, 'deadLetterId'> & { deadLetterId: string | null })[]>(
    `SELECT key, consumer, type, 'dead' AS state, id AS "deadLetterId" FROM dead_letter WHERE state = 'dead' AND key = ANY($1)
     UNION ALL
     SELECT key, consumer, type, CASE WHEN waiting THEN 'waiting' ELSE 'pending' END, NULL FROM inbox
     WHERE key = ANY($1) AND NOT EXISTS (
       SELECT FROM dead_letter WHERE dead_letter.state = 'dead' AND inbox_seq = inbox.seq AND dead_letter.consumer = inbox.consumer)
     ORDER BY key, consumer, state LIMIT ${mostHoldings}`,
    [keys],
  );
  return rows.map(({ deadLetterId, ...row }) => ({ ...row, ...(deadLetterId && { deadLetterId }) }));
}
