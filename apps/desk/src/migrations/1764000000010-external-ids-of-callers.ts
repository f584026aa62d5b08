import type { MigrationInterface, QueryRunner } from 'typeorm';

/** External ids of requests are their caller's own: two systems may count alike. Who reported what is there is known from the timeline. */
export class ExternalIdsOfCallers1764000000010 implements MigrationInterface {
  name = 'ExternalIdsOfCallers1764000000010';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      SELECT set_config('app.sites', '*', true);
      ALTER TABLE service_request ADD COLUMN reported_by uuid;
      UPDATE service_request request SET reported_by = entry.actor_id
        FROM timeline_entry entry
        WHERE request.external_id IS NOT NULL AND entry.request_id = request.id AND entry.kind = 'reported';
      ALTER TABLE service_request DROP CONSTRAINT service_request_external_id_key;
      CREATE UNIQUE INDEX service_request_external_id ON service_request (external_id, reported_by) WHERE external_id IS NOT NULL`);
  }

  async down(): Promise<void> {
    throw new Error('migrations of Callout go forward only');
  }
}
