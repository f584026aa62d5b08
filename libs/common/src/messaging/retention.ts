import { applyDecorators } from '@nestjs/common';
import type { DataSource } from 'typeorm';
import { type Client, sendAll, withClient } from '../database/client.js';
import { EnvironmentVariable } from '../runtime/config.js';
import { Whole } from '../validation/fields.js';
import { tryJob } from './locks.js';
import { Loop, type Pause } from './loop.js';

/** How many days what is done with is kept. */
export interface Retention {
  /** Published events, for those who ask what has happened. */
  outbox: number;
  /** Ids of handled messages: a repetition that comes later than this would be handled again. More than Kafka keeps (kafka-producer.ts). */
  inbox: number;
  /** Answers to requests that may be repeated. */
  idempotencyKeys: number;
  /** Dead letters that were replayed or discarded. Not shorter than the inbox: a message that Kafka brings again is known by its letter. */
  deadLetters: number;
}

export const usualRetention: Retention = { outbox: 1, inbox: 10, idempotencyKeys: 2, deadLetters: 90 };

const batchSize = 2_000;
const pauseMilliseconds = 60_000;

/** Marks the variable by which an operator says how long settled dead letters are kept. */
export const RetainDeadLettersDays = () =>
  applyDecorators(
    EnvironmentVariable(
      'Days for which dead letters are kept after they were replayed or discarded; those that are not settled stay.',
      '10 to 36500',
    ),
    Whole(usualRetention.inbox, 36_500),
  );

/** Deletes in small batches, one instance at a time, so that no statement is long and nobody waits. */
export class Pruner {
  private readonly loop: Loop;

  constructor(
    service: string,
    database: DataSource,
    private readonly retention: Retention,
  ) {
    this.loop = new Loop(`retention of ${service}`, () => withClient(database, (client) => this.turn(client)));
  }

  start(): void {
    this.loop.start();
  }

  async stop(): Promise<void> {
    await this.loop.stop();
  }

  private async turn(client: Client): Promise<Pause> {
    const [, lock] = await sendAll(client, ['BEGIN', `SELECT ${tryJob('retention')} AS held`]);
    if (lock?.rows[0]?.['held'] !== true) {
      await client.query('ROLLBACK');
      return pauseMilliseconds;
    }
    const { outbox, inbox, idempotencyKeys, deadLetters } = this.retention;
    const pruned = await sendAll(client, [
      prune(
        'outbox',
        'written_at',
        outbox,
        'AND NOT EXISTS (SELECT FROM outbox_waiting WHERE outbox_waiting.seq = outbox.seq)',
      ),
      prune('inbox_seen', 'received_at', inbox),
      prune('idempotency_key', 'created_at', idempotencyKeys),
      prune('dead_letter', 'settled_at', deadLetters, `AND state IN ('replayed', 'discarded')`),
      'COMMIT',
    ]);
    return pruned.some(({ rowCount }) => rowCount === batchSize) ? 0 : pauseMilliseconds;
  }
}

const prune = (table: string, column: string, days: number, unless = '') => `
  DELETE FROM ${table} WHERE ctid = ANY (ARRAY(
    SELECT ctid FROM ${table} WHERE ${column} < now() - interval '1 day' * ${Number(days)} ${unless} LIMIT ${batchSize}))`;
