import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The last calls of each key, for whoever has it: hidden from other sites as the keys are. */
export class CallsOfKeys1700000200075 implements MigrationInterface {
  name = 'CallsOfKeys1700000200075';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE api_key_call (
        id uuid NOT NULL,
        key_id uuid NOT NULL REFERENCES api_key (id) ON DELETE CASCADE,
        site_id uuid,
        at timestamptz NOT NULL,
        method text NOT NULL,
        path text NOT NULL,
        status smallint NOT NULL,
        duration_milliseconds integer NOT NULL,
        correlation_id text NOT NULL,
        PRIMARY KEY (key_id, id)
      );
      CREATE INDEX api_key_call_at ON api_key_call (at);
      ALTER TABLE api_key_call ENABLE ROW LEVEL SECURITY;
      ALTER TABLE api_key_call FORCE ROW LEVEL SECURITY;
      CREATE POLICY api_key_call_site ON api_key_call
        USING (current_setting('app.sites', true) = '*' OR site_id::text = current_setting('app.sites', true))`);
  }

  async down(): Promise<void> {
    throw new Error('migrations of Callout go forward only');
  }
}
