import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Who comes may change without a step of the order: a technician sees the requests of his own visits. */
export class TechnicianOfVisit1764000000011 implements MigrationInterface {
  name = 'TechnicianOfVisit1764000000011';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE service_request ADD COLUMN visit_technician_id uuid`);
  }

  async down(): Promise<void> {
    throw new Error('migrations of Callout go forward only');
  }
}
