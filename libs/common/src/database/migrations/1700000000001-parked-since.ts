import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Since when the oldest parked key waits is asked with every look at the metrics: it is the first entry of this index. */
export class ParkedSince1700000000001 implements MigrationInterface {
  name = 'ParkedSince1700000000001';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('CREATE INDEX inbox_blocked_since ON inbox_blocked (since) WHERE NOT dead');
  }

  async down(): Promise<void> {
    throw new Error('migrations of Callout go forward only');
  }
}
