import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Whether the clock of an order's request stands. */
export class DuePaused1700000100010 implements MigrationInterface {
  name = 'DuePaused1700000100010';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE repair_order ADD COLUMN due_paused boolean NOT NULL DEFAULT false');
  }

  async down(): Promise<void> {
    throw new Error('migrations of Callout go forward only');
  }
}
