import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Customers are told, too, when something was not repaired. */
export class NoticesNotRepaired1764000000036 implements MigrationInterface {
  name = 'NoticesNotRepaired1764000000036';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE notice
        DROP CONSTRAINT notice_kind_check,
        ADD CONSTRAINT notice_kind_check CHECK (kind IN ('accepted', 'window', 'on_the_way', 'finished', 'part_late', 'not_repaired'))`);
  }

  async down(): Promise<void> {
    throw new Error('migrations of Callout go forward only');
  }
}
