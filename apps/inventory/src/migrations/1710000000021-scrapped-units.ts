import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Units that were beyond repair need no parts any more; what was scrapped before this was heard of stays. */
export class ScrappedUnits1710000000021 implements MigrationInterface {
  name = 'ScrappedUnits1710000000021';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE installed_unit ADD COLUMN scrapped_on date`);
  }

  async down(): Promise<void> {
    throw new Error('migrations of Callout go forward only');
  }
}
