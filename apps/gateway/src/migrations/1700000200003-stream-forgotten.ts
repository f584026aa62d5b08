import type { MigrationInterface, QueryRunner } from 'typeorm';

/** How far the live stream has been forgotten: who comes back with an older position is told to read everything again. */
export class StreamForgotten1700000200003 implements MigrationInterface {
  name = 'StreamForgotten1700000200003';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE stream_forgotten (
        one boolean PRIMARY KEY DEFAULT true CHECK (one),
        xid xid8 NOT NULL,
        seq bigint NOT NULL
      );
      INSERT INTO stream_forgotten (xid, seq) SELECT e.xid, e.seq - 1 FROM stream_event e ORDER BY e.xid, e.seq LIMIT 1;
    `);
  }

  async down(): Promise<void> {
    throw new Error('migrations of Callout go forward only');
  }
}
