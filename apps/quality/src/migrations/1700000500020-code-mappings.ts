import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What a site's own codes mean in ours, and which of its codes a failure record was told. Records made before stay as they are. */
export class CodeMappings1700000500020 implements MigrationInterface {
  name = 'CodeMappings1700000500020';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE code_mapping (
        site_id uuid NOT NULL,
        kind text NOT NULL CHECK (kind IN ('symptom', 'fault', 'cause', 'remedy')),
        site_code text NOT NULL,
        code text NOT NULL,
        PRIMARY KEY (site_id, kind, site_code)
      );
      ALTER TABLE code_mapping ENABLE ROW LEVEL SECURITY;
      ALTER TABLE code_mapping FORCE ROW LEVEL SECURITY;
      CREATE POLICY code_mapping_site ON code_mapping
        USING (current_setting('app.sites', true) = '*' OR site_id::text = current_setting('app.sites', true));
      ALTER TABLE failure_record ADD site_codes jsonb     -- {"fault": "E-17"}: as the site said it, where it was mapped`);
  }

  async down(): Promise<void> {
    throw new Error('migrations of Callout go forward only');
  }
}
