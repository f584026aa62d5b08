import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { withClient } from '#common/database/client.js';
import { statementName } from '#common/database/prepared.js';
import { type Position, type StoredFact, streamStart } from '../core/facts.js';

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

  /** The newest position. */
  async end(): Promise<Position> {
    return (await this.edge('DESC')) ?? streamStart;
  }

  /** The oldest position that is kept; undefined when there is none. */
  async beginning(): Promise<Position | undefined> {
    return this.edge('ASC');
  }

  /** Forgets facts recorded before `time`, at most 5,000 at once; returns how many. */
  async forget(time: Date): Promise<number> {
    const rows = await this.query<{ forgotten: string }>(
      `WITH old AS (SELECT xid, seq FROM stream_event ORDER BY xid, seq LIMIT 5000),
       forgotten AS (
         DELETE FROM stream_event e USING old WHERE (e.xid, e.seq) = (old.xid, old.seq) AND e.recorded_at < $1 RETURNING 1
       ) SELECT count(*) AS forgotten FROM forgotten`,
      [time],
    );
    return Number(rows[0]?.forgotten ?? 0);
  }

  private async edge(direction: 'ASC' | 'DESC'): Promise<Position | undefined> {
    const [row] = await this.query<{ xid: string; seq: string }>(
      `SELECT e.xid::text AS xid, e.seq FROM stream_event e WHERE ${settled} ORDER BY e.xid ${direction}, e.seq ${direction} LIMIT 1`,
      [],
    );
    return row && { xid: BigInt(row.xid), seq: BigInt(row.seq) };
  }

  /** Each look is one statement, and stream_event is nobody's in particular: no transaction, which would be two round trips more. */
  private async query<T extends object>(text: string, values: unknown[]): Promise<T[]> {
    const statement = { name: statementName(text), text, values };
    return withClient(this.database, async (client) => (await client.query<T>(statement)).rows);
  }
}
