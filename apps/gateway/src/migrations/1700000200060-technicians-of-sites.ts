import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The board's names of technicians hide other sites' rows as its orders and visits do. */
export class TechniciansOfSites1700000200060 implements MigrationInterface {
  name = 'TechniciansOfSites1700000200060';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE board_technician ENABLE ROW LEVEL SECURITY;
      ALTER TABLE board_technician FORCE ROW LEVEL SECURITY;
      CREATE POLICY board_technician_site ON board_technician
        USING (CASE WHEN current_setting('app.sites', true) = '*' THEN true ELSE site_id::text = current_setting('app.sites', true) END)`);
  }

  async down(): Promise<void> {
    throw new Error('migrations of Callout go forward only');
  }
}
