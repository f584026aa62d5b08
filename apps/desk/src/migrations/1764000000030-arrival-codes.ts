import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The code that a customer gives the technician at the door: one for each visit, with how often it was tried. */
export class ArrivalCodes1764000000030 implements MigrationInterface {
  name = 'ArrivalCodes1764000000030';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE arrival_code (
        visit_id uuid PRIMARY KEY,
        request_id uuid NOT NULL REFERENCES service_request,
        code text NOT NULL,
        given_at timestamptz NOT NULL,
        wrong_tries smallint NOT NULL DEFAULT 0,
        confirmed_at timestamptz
      );
      CREATE INDEX arrival_code_request ON arrival_code (request_id);
      ALTER TABLE arrival_code ENABLE ROW LEVEL SECURITY;
      ALTER TABLE arrival_code FORCE ROW LEVEL SECURITY;
      CREATE POLICY arrival_code_site ON arrival_code USING (current_setting('app.sites', true) = '*'
        OR EXISTS (SELECT FROM service_request WHERE service_request.id = arrival_code.request_id
                   AND service_request.site_id::text = current_setting('app.sites', true)))`);
  }

  async down(): Promise<void> {
    throw new Error('migrations of Callout go forward only');
  }
}
