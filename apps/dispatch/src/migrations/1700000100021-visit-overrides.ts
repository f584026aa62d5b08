import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Rules that somebody has allowed a visit to break, so that the next plan allows it too. */
export class VisitOverrides1700000100021 implements MigrationInterface {
  name = 'VisitOverrides1700000100021';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE visit ADD overrides jsonb NOT NULL DEFAULT '[]'; -- [{rule, technicianId, reason}]
    `);
  }

  async down(): Promise<void> {
    throw new Error('migrations of Callout go forward only');
  }
}
