import type { MigrationInterface, QueryRunner } from 'typeorm';

/** How much a unit had been used when the technician saw it. */
export class UnitUsage1700000100031 implements MigrationInterface {
  name = 'UnitUsage1700000100031';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE visit ADD usage jsonb; -- {counter: {value, unit}, ageDays}, both optional
    `);
  }

  async down(): Promise<void> {
    throw new Error('migrations of Callout go forward only');
  }
}
