import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Visits that a person has pinned: plans and improvements leave them where they are. */
export class VisitPins1700000100020 implements MigrationInterface {
  name = 'VisitPins1700000100020';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE visit
        ADD is_pinned boolean NOT NULL DEFAULT false,
        ADD pin_reason text;
    `);
  }

  async down(): Promise<void> {
    throw new Error('migrations of Callout go forward only');
  }
}
