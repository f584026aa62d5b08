import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What a technician took from the own van was at hand too, whether or not it had been held for the order. */
export class PartsAtHand1700000500010 implements MigrationInterface {
  name = 'PartsAtHand1700000500010';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE order_evidence RENAME COLUMN parts_from_hold TO parts_at_hand');
  }

  async down(): Promise<void> {
    throw new Error('migrations of Callout go forward only');
  }
}
