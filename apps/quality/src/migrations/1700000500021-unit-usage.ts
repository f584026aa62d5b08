import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What the counter of a unit showed at its failure. Not validated: what is there has neither, and the table may be long. */
export class UnitUsage1700000500021 implements MigrationInterface {
  name = 'UnitUsage1700000500021';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE failure_record ADD counter_value double precision, ADD counter_unit text,
        ADD CONSTRAINT failure_record_counter CHECK ((counter_value IS NULL) = (counter_unit IS NULL)) NOT VALID`);
  }

  async down(): Promise<void> {
    throw new Error('migrations of Callout go forward only');
  }
}
