import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The names of sites hide other sites' rows as the records that they stand beside do. */
export class NamesOfSites1700000500030 implements MigrationInterface {
  name = 'NamesOfSites1700000500030';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE site ENABLE ROW LEVEL SECURITY;
      ALTER TABLE site FORCE ROW LEVEL SECURITY;
      CREATE POLICY site_site ON site
        USING (current_setting('app.sites', true) = '*' OR site_id::text = current_setting('app.sites', true))`);
  }

  async down(): Promise<void> {
    throw new Error('migrations of Callout go forward only');
  }
}
