import { Injectable } from '@nestjs/common';
import { Transactions } from '#common/database/transactions.js';
import { clientOf } from '#common/database/client.js';
import type { MessageInfo } from '#common/messaging/hears.js';
import { StreamSignal } from '../stream/stream-signal.js';
import { type BoardRow, insertFact, upsertStatement, upsertValues } from './upsert.js';

/** Every fact costs one prepared statement: it goes on record for the live stream and, if it moves a row of the board, into that row. */
@Injectable()
export class BoardWriter {
  private readonly names = new Map<string, string>();

  constructor(
    private readonly transactions: Transactions,
    private readonly signal: StreamSignal,
  ) {}

  /** Records the fact and brings the row up to date, if it has one. */
  async record(event: object, info: MessageInfo, row?: BoardRow): Promise<void> {
    const { siteId = null } = event as { siteId?: string };
    const client = await clientOf(this.transactions.manager);
    const text = row ? upsertStatement(row) : insertFact;
    await client.query({
      name: this.nameOf(text),
      text,
      values: [
        info.id,
        info.type,
        info.key,
        siteId,
        JSON.stringify(event),
        info.occurredAt,
        ...(row ? upsertValues(row) : []),
      ],
    });
    this.transactions.afterCommit(() => this.signal.ring());
  }

  private nameOf(text: string): string {
    const name = this.names.get(text) ?? `board-${this.names.size}`;
    this.names.set(text, name);
    return name;
  }
}
