import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Transactions } from '#common/database/transactions.js';
import type { MessageInfo } from '#common/messaging/hears.js';
import { StreamSignal } from '../stream/stream-signal.js';
import { type BoardRow, type Fact, insertFacts, upsertStatement } from './upsert.js';

interface Told {
  facts: Fact[];
  rows: BoardRow[];
}

/** Puts facts on record for the live stream and into the rows of the board that they move: all of a transaction together, with its COMMIT. */
@Injectable()
export class BoardWriter {
  private readonly told = new WeakMap<EntityManager, Told>();

  constructor(
    private readonly transactions: Transactions,
    private readonly signal: StreamSignal,
  ) {}

  /** Records the fact and brings the row up to date, if it has one. */
  async record(event: object, { id, type, key, occurredAt }: MessageInfo, row?: BoardRow): Promise<void> {
    const { siteId = null } = event as { siteId?: string };
    const { facts, rows } = this.ofThisTransaction();
    facts.push({ event_id: id, type, key, site_id: siteId, data: event, occurred_at: occurredAt });
    if (row) rows.push(row);
  }

  private ofThisTransaction(): Told {
    const { manager } = this.transactions;
    const known = this.told.get(manager);
    if (known) return known;
    const told: Told = { facts: [], rows: [] };
    this.told.set(manager, told);
    this.transactions.atCommit(this, () =>
      [insertFacts(told.facts), ...told.rows.map(upsertStatement)].map((statement) => ({ statement })),
    );
    this.transactions.afterCommit(() => this.signal.ring());
    return told;
  }
}
