import { Injectable } from '@nestjs/common';
import { type Closing, Transactions } from '#common/database/transactions.js';
import type { MessageInfo } from '#common/messaging/hears.js';
import { StreamSignal } from '../stream/stream-signal.js';
import { type BoardRow, type Fact, insertFacts, upsertStatement } from './upsert.js';

interface Told {
  fact: Fact;
  row?: BoardRow;
}

/** Puts facts on record for the live stream and into the rows of the board that they move: all of a transaction together, with its COMMIT. */
@Injectable()
export class BoardWriter {
  constructor(
    private readonly transactions: Transactions,
    private readonly signal: StreamSignal,
  ) {}

  /** Records the fact and brings the row up to date, if it has one. */
  async record(event: object, { id, type, key, occurredAt }: MessageInfo, row?: BoardRow): Promise<void> {
    const { siteId = null } = event as { siteId?: string };
    const fact = { event_id: id, type, key, site_id: siteId, data: event, occurred_at: occurredAt };
    this.transactions.keepForCommit<Told>(this, { fact, ...(row && { row }) }, (told) => this.write(told));
  }

  private write(told: readonly Told[]): Closing[] {
    const upserts = told.flatMap(({ row }) => (row ? [{ statement: upsertStatement(row) }] : []));
    return [{ statement: insertFacts(told.map(({ fact }) => fact)), committed: () => this.signal.ring() }, ...upserts];
  }
}
