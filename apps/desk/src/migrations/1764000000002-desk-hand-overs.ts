import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Who is asked to take over which request. */
export class DeskHandOvers1764000000002 implements MigrationInterface {
  name = 'DeskHandOvers1764000000002';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE hand_over (
        request_id uuid PRIMARY KEY REFERENCES service_request,
        to_id uuid NOT NULL,
        to_name text NOT NULL,
        by_id uuid NOT NULL,
        by_name text NOT NULL,
        asked_at timestamptz NOT NULL
      )`);
  }

  async down(): Promise<void> {
    throw new Error('migrations of Callout go forward only');
  }
}
