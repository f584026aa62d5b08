import type { MigrationInterface, QueryRunner } from 'typeorm';

const rowsOfSite = (table: string) => `
  ALTER TABLE ${table} ENABLE ROW LEVEL SECURITY;
  ALTER TABLE ${table} FORCE ROW LEVEL SECURITY;
  CREATE POLICY ${table}_site ON ${table}
    USING (current_setting('app.sites', true) = '*' OR site_id::text = current_setting('app.sites', true));`;

/** Call-backs, and the names of sites, hide other sites' rows as requests do. */
export class RowSecurity1764000000040 implements MigrationInterface {
  name = 'RowSecurity1764000000040';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(rowsOfSite('call_back') + rowsOfSite('site_name'));
  }

  async down(): Promise<void> {
    throw new Error('migrations of Callout go forward only');
  }
}
