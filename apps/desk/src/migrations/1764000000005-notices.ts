import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What customers are told, once per fact and kind: the log, and the queue of those that go out by mail. */
export class Notices1764000000005 implements MigrationInterface {
  name = 'Notices1764000000005';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE notice (
        id uuid PRIMARY KEY,
        event_id uuid NOT NULL,
        kind text NOT NULL CHECK (kind IN ('accepted', 'window', 'on_the_way', 'finished', 'part_late')),
        request_id uuid NOT NULL REFERENCES service_request,
        repair_order_id uuid,
        language text NOT NULL,
        data jsonb NOT NULL DEFAULT '{}',
        state text NOT NULL CHECK (state IN ('logged', 'waiting', 'sent', 'overtaken', 'no_address', 'failed')),
        created_at timestamptz NOT NULL,
        due_at timestamptz NOT NULL,
        attempts smallint NOT NULL DEFAULT 0,
        sent_at timestamptz,
        recipient text,
        subject text,
        body text,
        error text,
        UNIQUE (event_id, kind)
      );
      CREATE INDEX notice_request ON notice (request_id, id);
      CREATE INDEX notice_order ON notice (repair_order_id, id);
      CREATE INDEX notice_due ON notice (due_at) WHERE state = 'waiting';
      ALTER TABLE notice ENABLE ROW LEVEL SECURITY;
      ALTER TABLE notice FORCE ROW LEVEL SECURITY;
      CREATE POLICY notice_office ON notice USING (current_setting('app.sites', true) = '*')`);
  }

  async down(): Promise<void> {
    throw new Error('migrations of Callout go forward only');
  }
}
