import type { DataSource } from 'typeorm';
import { type Client, sendAll, withClient } from '../database/client.js';
import { tryJob } from './locks.js';
import { Loop, type Pause } from './loop.js';
import type { EventTransport, OutboxEvent } from './transport.js';

const batchSize = 500;
const pollMilliseconds = 30_000;
const busyMilliseconds = 10;

/** A broker takes what goes to one partition as one list, of 1 MB at most; a single event may have 900 kB. */
const batchBytes = 600_000;

/**
 * Each event is looked up by its number: a join that is planned for many waiting ones reads the whole outbox. `found` counts those that wait, of which
 * as many are answered as begin within the bytes.
 */
const read = `
  SELECT seq, id, type, key, text AS data, headers, occurred_at AS "occurredAt", found FROM (
    SELECT event.*, text, count(*) OVER ()::integer AS found, sum(octet_length(text)) OVER (ORDER BY event.seq) - octet_length(text) AS ahead
    FROM (SELECT seq FROM outbox_waiting ORDER BY seq LIMIT ${batchSize}) AS waiting
    CROSS JOIN LATERAL (SELECT * FROM outbox WHERE outbox.seq = waiting.seq LIMIT 1) AS event
    CROSS JOIN LATERAL (SELECT event.data::text AS text) AS own
  ) AS batch WHERE ahead < ${batchBytes} ORDER BY seq`;

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
    const events = (found?.rows ?? []) as unknown as (OutboxEvent & { seq: string; found: number })[];
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
    const waiting = events[0]?.found ?? 0;
    return waiting < batchSize && waiting === events.length ? pollMilliseconds : 0;
  }
}
