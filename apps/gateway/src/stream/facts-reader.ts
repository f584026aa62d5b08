import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { withClient } from '#common/database/client.js';
import { statementName } from '#common/database/statement-name.js';
import { logger } from '#common/runtime/logger.js';
import { isAfter, type Position, type StoredFact, streamStart } from '../core/facts.js';

interface PositionRow {
  xid: string;
  seq: string;
}

const positionOf = ({ xid, seq }: PositionRow): Position => ({ xid: BigInt(xid), seq: BigInt(seq) });

interface FactRow {
  xid: string;
  seq: string;
  eventId: string;
  type: string;
  key: string;
  siteId: string | null;
  occurredAt: Date;
  data: Record<string, unknown>;
}

/**
 * Facts that no running transaction can still precede: a number alone is no order of commit, so facts are read in order of the transaction
 * that recorded them, and only those older than every transaction still open.
 */
// Always `e.xid`: a bare `xid` in ORDER BY would be the text of the answer, and as text 1000 comes before 999.
const settled = `e.xid < pg_snapshot_xmin(pg_current_snapshot())`;

/** A row that is seen was committed, so its transaction lies before `pg_snapshot_xmax`: unless it was one of another database. */
const ahead = `
  SELECT greatest($1::xid8, (SELECT f.xid FROM stream_forgotten f), (SELECT e.xid FROM stream_event e ORDER BY e.xid DESC, e.seq DESC LIMIT 1))
    >= pg_snapshot_xmax(pg_current_snapshot()) AS ahead`;

/** What transactions still open record stands behind this mark. */
const forgetAll = `
  WITH gone AS (DELETE FROM stream_event)
  INSERT INTO stream_forgotten (xid, seq)
  SELECT (pg_snapshot_xmin(pg_current_snapshot())::text::bigint - 1)::text::xid8, 9223372036854775807
  ON CONFLICT (one) DO UPDATE SET xid = excluded.xid, seq = excluded.seq`;

/** Reads recorded facts in the order in which the stream gives them, in every instance the same. */
@Injectable()
export class FactsReader {
  constructor(@Inject(DataSource) private readonly database: DataSource) {}

  async after({ xid, seq }: Position, limit: number): Promise<StoredFact[]> {
    const rows = await this.query<FactRow>(
      `SELECT e.xid::text AS xid, e.seq, event_id AS "eventId", type, key, site_id AS "siteId", occurred_at AS "occurredAt", data
       FROM stream_event e WHERE (e.xid, e.seq) > ($1::xid8, $2::bigint) AND ${settled} ORDER BY e.xid, e.seq LIMIT $3`,
      [String(xid), String(seq), limit],
    );
    return rows.map(({ xid: rowXid, seq: rowSeq, occurredAt, ...row }) => ({
      ...row,
      position: { xid: BigInt(rowXid), seq: BigInt(rowSeq) },
      occurredAt: occurredAt.toISOString(),
    }));
  }

  /** Whether any committed fact lies after this position, also one that must still wait for an older transaction. */
  async anyAfter({ xid, seq }: Position): Promise<boolean> {
    // In this order it is the first entry of the index; a mere EXISTS reads the whole table when it expects to find something soon.
    const rows = await this.query(
      `SELECT FROM stream_event e WHERE (e.xid, e.seq) > ($1::xid8, $2::bigint) ORDER BY e.xid, e.seq LIMIT 1`,
      [String(xid), String(seq)],
    );
    return rows.length > 0;
  }

  /** The newest position that there ever was in this database; what another one has left is forgotten first. */
  async end(): Promise<Position> {
    await this.forgetForeign();
    const forgotten = await this.forgottenThrough();
    const [row] = await this.query<PositionRow>(
      `SELECT e.xid::text AS xid, e.seq FROM stream_event e WHERE ${settled} ORDER BY e.xid DESC, e.seq DESC LIMIT 1`,
      [],
    );
    const newest = row && positionOf(row);
    return newest && isAfter(newest, forgotten) ? newest : forgotten;
  }

  /** The newest position that has been forgotten, and with it all before; the beginning of the stream while nothing has. */
  async forgottenThrough(): Promise<Position> {
    const [row] = await this.query<PositionRow>('SELECT xid::text AS xid, seq FROM stream_forgotten', []);
    return row ? positionOf(row) : streamStart;
  }

  /**
   * Whether nothing behind this position is missing here. Every id that was sent is a fact that is still there or the newest that was forgotten; any
   * other is older than what is kept, or of another database, as after a restored backup.
   */
  async knows({ xid, seq }: Position): Promise<boolean> {
    await this.forgetForeign();
    const [row] = await this.query<{ known: boolean }>(
      `SELECT EXISTS (SELECT FROM stream_event e WHERE (e.xid, e.seq) = ($1::xid8, $2::bigint))
         OR EXISTS (SELECT FROM stream_forgotten f WHERE (f.xid, f.seq) = ($1::xid8, $2::bigint))
         OR ($1::xid8 = '0' AND NOT EXISTS (SELECT FROM stream_forgotten)) AS known`,
      [String(xid), String(seq)],
    );
    return row?.known === true;
  }

  /**
   * Forgets everything if facts were recorded by transactions that this database has not had yet, or if the reader has come that far: they are of
   * another one, which pg_dump has written and which is ahead. New facts would stand before the old ones, and nobody would be sent them until as many
   * transactions have passed here. Returns whether it was so.
   */
  async forgetForeign({ xid }: Position = streamStart): Promise<boolean> {
    if (!(await this.isAhead(xid))) return false;
    await withClient(this.database, async (client) => {
      await client.query('BEGIN');
      // A lock of the table, and a snapshot after it: two instances would forget one after the other what is new in between.
      await client.query('LOCK TABLE stream_forgotten IN EXCLUSIVE MODE');
      const { rows } = await client.query<{ ahead: boolean }>(ahead, ['0']);
      if (rows[0]?.ahead) await client.query(forgetAll);
      await client.query('COMMIT');
    });
    logger.warn('the facts of the live stream are of another database, as after a restored backup: they are forgotten');
    return true;
  }

  private async isAhead(xid: bigint): Promise<boolean> {
    const [row] = await this.query<{ ahead: boolean }>(ahead, [String(xid)]);
    return row?.ahead === true;
  }

  /** Forgets facts recorded before `time`, at most 5,000 at once; returns how many. */
  async forget(time: Date): Promise<number> {
    const rows = await this.query<{ forgotten: string }>(
      `WITH old AS (SELECT xid, seq FROM stream_event ORDER BY xid, seq LIMIT 5000),
       gone AS (
         DELETE FROM stream_event e USING old WHERE (e.xid, e.seq) = (old.xid, old.seq) AND e.recorded_at < $1 RETURNING e.xid, e.seq
       ), last AS (SELECT gone.xid, gone.seq FROM gone ORDER BY gone.xid DESC, gone.seq DESC LIMIT 1),
       marked AS (
         INSERT INTO stream_forgotten (xid, seq) SELECT xid, seq FROM last
         ON CONFLICT (one) DO UPDATE SET xid = excluded.xid, seq = excluded.seq
         WHERE (stream_forgotten.xid, stream_forgotten.seq) < (excluded.xid, excluded.seq)
       ) SELECT count(*) AS forgotten FROM gone`,
      [time],
    );
    return Number(rows[0]?.forgotten ?? 0);
  }

  /** Each look is one statement, and stream_event is nobody's in particular: no transaction, which would be two round trips more. */
  private async query<T extends object>(text: string, values: unknown[]): Promise<T[]> {
    const statement = { name: statementName(text), text, values };
    return withClient(this.database, async (client) => (await client.query<T>(statement)).rows);
  }
}
