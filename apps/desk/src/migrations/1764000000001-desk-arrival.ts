import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A service level may promise by when a technician is there. */
export class DeskArrival1764000000001 implements MigrationInterface {
  name = 'DeskArrival1764000000001';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE service_level ADD COLUMN arrival_seconds integer CHECK (arrival_seconds > 0);
      ALTER TABLE service_clock DROP CONSTRAINT service_clock_kind_check;
      ALTER TABLE service_clock ADD CONSTRAINT service_clock_kind_check CHECK (kind IN ('first_response', 'arrival', 'completion'))`);
  }

  async down(): Promise<void> {
    throw new Error('migrations of Callout go forward only');
  }
}
