import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The list of a site's codes is changed only by who has seen it: a list has version 1 until it is first replaced. */
export class VersionsOfCodeMappings1700000500045 implements MigrationInterface {
  name = 'VersionsOfCodeMappings1700000500045';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE site_code_mappings (site_id uuid PRIMARY KEY, version integer NOT NULL);
      ALTER TABLE site_code_mappings ENABLE ROW LEVEL SECURITY;
      ALTER TABLE site_code_mappings FORCE ROW LEVEL SECURITY;
      CREATE POLICY site_code_mappings_site ON site_code_mappings
        USING (current_setting('app.sites', true) = '*' OR site_id::text = current_setting('app.sites', true))`);
  }

  async down(): Promise<void> {
    throw new Error('migrations of Callout go forward only');
  }
}
