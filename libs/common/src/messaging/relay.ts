import type { DataSource } from 'typeorm';
import { type Client, queryAll, withClient } from './client.js';
import { tryJob } from './locks.js';
import { Loop, type Pause } from './loop.js';
import type { EventTransport } from './transport.js';

const batchSize = 500;
const pollMilliseconds = 30_000;
const busyMilliseconds = 10;

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
    const begin = this.transport.withinOneTransaction ? 'BEGIN; SET LOCAL synchronous_commit = off' : 'BEGIN; SELECT 1';
    const [, , lock, rows = []] = await queryAll(
      client,
      `${begin}; SELECT ${tryJob('relay')} AS held; SELECT seq FROM outbox_waiting ORDER BY seq LIMIT ${batchSize}`,
    );
    if (!lock?.[0]?.['held'] || rows.length === 0) {
      await client.query('ROLLBACK');
      return lock?.[0]?.['held'] ? pollMilliseconds : busyMilliseconds;
    }
    const seqs = rows.map(({ seq }) => String(seq));
    const afterCommit = await this.transport.publish({ service: this.service, seqs }, client);
    await client.query(`DELETE FROM outbox_waiting WHERE seq IN (${seqs.join(',')}); COMMIT`);
    afterCommit();
    return rows.length < batchSize ? pollMilliseconds : 0;
  }
}
