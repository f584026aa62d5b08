import type { MigrationInterface, QueryRunner } from 'typeorm';

/** An order whose clock stands is not late, whatever its due time. */
export class DuePaused1700000200010 implements MigrationInterface {
  name = 'DuePaused1700000200010';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE board_order ADD COLUMN due_paused boolean NOT NULL DEFAULT false');
  }

  async down(): Promise<void> {
    throw new Error('migrations of Callout go forward only');
  }
}
