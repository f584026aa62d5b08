import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A request whose order stands because it was not safe to work: its customer is told so. */
export class UnsafeOrders1764000000020 implements MigrationInterface {
  name = 'UnsafeOrders1764000000020';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE service_request ADD COLUMN unsafe boolean NOT NULL DEFAULT false`);
  }

  async down(): Promise<void> {
    throw new Error('migrations of Callout go forward only');
  }
}
