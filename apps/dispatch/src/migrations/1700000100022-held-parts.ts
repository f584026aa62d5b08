import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What inventory has set aside for an order, and where: plans have technicians fetch it. Known of an order from the next time that inventory says so. */
export class HeldParts1700000100022 implements MigrationInterface {
  name = 'HeldParts1700000100022';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE repair_order ADD parts_held jsonb NOT NULL DEFAULT '[]'; -- [{partId, quantity, locationId}]
    `);
  }

  async down(): Promise<void> {
    throw new Error('migrations of Callout go forward only');
  }
}
