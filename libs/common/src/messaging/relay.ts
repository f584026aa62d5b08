import type { DataSource } from 'typeorm';
import { type Client, sendAll, withClient } from '../database/client.js';
import { tryJob } from './locks.js';
import { Loop, type Pause } from './loop.js';
import type { EventTransport, OutboxEvent } from './transport.js';

const batchSize = 500;
const pollMilliseconds = 30_000;
const busyMilliseconds = 10;

/** Each event is looked up by its number: a join that is planned for many waiting ones reads the whole outbox. */
const read = `
  SELECT event.seq, id, type, key, data::text, headers, occurred_at AS "occurredAt"
  FROM (SELECT seq FROM outbox_waiting ORDER BY seq LIMIT ${batchSize}) AS waiting
  CROSS JOIN LATERAL (SELECT * FROM outbox WHERE outbox.seq = waiting.seq LIMIT 1) AS event ORDER BY event.seq`;

/**
 * Carries the outbox of one service on, in the order of `seq`. A batch is one transaction that owns the schema's relay lock, so two instances never
 * publish at once. It takes the rows that are waiting rather than those behind a cursor: a row that commits late is not passed over, and the order
 * within an aggregate holds because its next writer gets its number only after the one before has committed (docs/adr/0003-outbox-without-a-cursor.md).
 */
export class Relay {
  private readonly loop: Loop;

  constructor(
    private readonly service: string,
    database: DataSource,
    private readonly transport: EventTransport,
  ) {
    this.loop = new Loop(`relay of ${service}`, () => withClient(database, (client) => this.turn(client)));
  }

  start(): void {
    this.loop.start();
  }

  ring(): void {
    this.loop.ring();
  }

  async stop(): Promise<void> {
    await this.loop.stop();
  }

  private async turn(client: Client): Promise<Pause> {
    const [, lock, found] = await sendAll(client, ['BEGIN', `SELECT ${tryJob('relay')} AS held`, read]);
    const held = lock?.rows[0]?.['held'] === true;
    const events = (found?.rows ?? []) as unknown as (OutboxEvent & { seq: string })[];
    if (!held || events.length === 0) {
      await client.query('ROLLBACK');
      return held ? pollMilliseconds : busyMilliseconds;
    }
    const afterCommit = await this.transport.publish(this.service, events, client).catch(async (error: unknown) => {
      await client.query('ROLLBACK'); // gives the lock back at once
      throw error;
    });
    await sendAll(client, [
      `DELETE FROM outbox_waiting WHERE seq IN (${events.map(({ seq }) => seq).join(',')})`,
      'COMMIT',
    ]);
    afterCommit();
    return events.length < batchSize ? pollMilliseconds : 0;
  }
}
