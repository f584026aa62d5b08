import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A service level may promise how long the customer waits for the next word. */
export class NextUpdates1764000000021 implements MigrationInterface {
  name = 'NextUpdates1764000000021';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE service_level ADD COLUMN update_seconds integer CHECK (update_seconds > 0);
      ALTER TABLE service_clock DROP CONSTRAINT service_clock_kind_check;
      ALTER TABLE service_clock ADD CONSTRAINT service_clock_kind_check
        CHECK (kind IN ('first_response', 'next_update', 'arrival', 'completion'))`);
  }

  async down(): Promise<void> {
    throw new Error('migrations of Callout go forward only');
  }
}
