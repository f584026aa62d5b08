import { Injectable } from '@nestjs/common';
import type { Actor } from '../auth/actor.js';
import { clientOf } from '../database/client.js';
import { Transactions } from '../database/transactions.js';
import { decodeCursor, limitOf, type Page, toPage } from '../http/pages.js';
import { notFound } from '../http/problems.js';
import {
  type DeadLetterGroup,
  type DeadLetterRow,
  deadLetterColumns,
  discardDeadLetter,
  groupDeadLetters,
  lettersOf,
  replayDeadLetter,
} from './dead-letters.js';
import type { DeadLettersQuery } from './dead-letters.dto.js';

type Settle = typeof replayDeadLetter;

/** What an operator does about messages that could not be handled. */
@Injectable()
export class DeadLettersService {
  constructor(private readonly transactions: Transactions) {}

  async list(query: DeadLettersQuery): Promise<Page<DeadLetterRow>> {
    const limit = limitOf(query);
    const [diedAt, id] = decodeCursor(query.cursor, 2) ?? [null, null];
    const rows = await this.transactions.run((manager) =>
      manager.query<DeadLetterRow[]>(
        `SELECT ${deadLetterColumns} FROM dead_letter
         WHERE state = $1 AND ($2::text IS NULL OR fingerprint = $2) AND ($3::timestamptz IS NULL OR (died_at, id) < ($3, $4::uuid))
         ORDER BY died_at DESC, id DESC LIMIT $5`,
        [query.state ?? 'dead', query.fingerprint ?? null, diedAt, id, limit + 1],
      ),
    );
    return toPage(rows, limit, (row) => [row.diedAt.toISOString(), row.id]);
  }

  groups(): Promise<DeadLetterGroup[]> {
    return this.transactions.run(async (manager) => groupDeadLetters(await clientOf(manager)));
  }

  replay(id: string, by: Actor): Promise<{ settled: number }> {
    return this.one(id, by, replayDeadLetter);
  }

  discard(id: string, by: Actor): Promise<{ settled: number }> {
    return this.one(id, by, discardDeadLetter);
  }

  replayGroup(fingerprint: string, by: Actor): Promise<{ settled: number }> {
    return this.group(fingerprint, by, replayDeadLetter);
  }

  discardGroup(fingerprint: string, by: Actor): Promise<{ settled: number }> {
    return this.group(fingerprint, by, discardDeadLetter);
  }

  private one(id: string, by: Actor, settle: Settle) {
    return this.transactions.run(async (manager) => {
      if (!(await settle(await clientOf(manager), id, by.name))) throw notFound('dead letter', id);
      return { settled: 1 };
    });
  }

  private group(fingerprint: string, by: Actor, settle: Settle) {
    return this.transactions.run(async (manager) => {
      const client = await clientOf(manager);
      let settled = 0;
      for (const id of await lettersOf(client, fingerprint)) {
        if (await settle(client, id, by.name)) settled += 1;
      }
      return { settled };
    });
  }
}
