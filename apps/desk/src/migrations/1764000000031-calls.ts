import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Calls that a telephone system tells of, the seats at which they are answered, and every step of each. None of it belongs to a site. */
export class Calls1764000000031 implements MigrationInterface {
  name = 'Calls1764000000031';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE seat (
        code text PRIMARY KEY,
        name text NOT NULL,
        kind text NOT NULL CHECK (kind IN ('ordinary', 'expert')),
        extension text,
        active boolean NOT NULL,
        agent_id uuid UNIQUE,
        agent_name text,
        taken_at timestamptz,
        free_since timestamptz,
        version integer NOT NULL DEFAULT 1
      );

      CREATE TABLE call (
        id uuid PRIMARY KEY,
        external_id text NOT NULL,
        reported_by uuid NOT NULL,
        status text NOT NULL CHECK (status IN
          ('waiting', 'ringing', 'talking', 'consulting', 'outside', 'ended', 'abandoned')),
        urgent boolean NOT NULL,
        phone text,
        customer_ids uuid[] NOT NULL,
        request_id uuid REFERENCES service_request,
        seat_code text REFERENCES seat,
        agent_id uuid,
        agent_name text,
        expert_seat_code text REFERENCES seat,
        outside jsonb,                            -- {name, phone}
        arrived_at timestamptz NOT NULL,
        answered_at timestamptz,
        ended_at timestamptz,
        length_seconds integer,
        recording_url text,
        version integer NOT NULL DEFAULT 1,
        UNIQUE (external_id, reported_by)
      );
      -- Nobody has two calls, whoever writes.
      CREATE UNIQUE INDEX call_at_seat ON call (seat_code) WHERE status IN ('ringing', 'talking', 'consulting');
      CREATE UNIQUE INDEX call_expert ON call (expert_seat_code) WHERE status = 'consulting';
      CREATE INDEX call_not_over ON call (status, id) WHERE status IN ('waiting', 'ringing', 'talking', 'consulting', 'outside');
      CREATE INDEX call_request ON call (request_id, id) WHERE request_id IS NOT NULL;
      CREATE INDEX call_personal ON call (ended_at) WHERE num_nonnulls(phone, recording_url, outside) > 0;

      CREATE TABLE call_step (
        seq bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        call_id uuid NOT NULL REFERENCES call,
        kind text NOT NULL,
        at timestamptz NOT NULL,
        actor_name text NOT NULL,
        data jsonb NOT NULL
      );
      CREATE INDEX call_step_call ON call_step (call_id, seq);
      CREATE TRIGGER call_step_append_only BEFORE UPDATE OR DELETE ON call_step
        FOR EACH ROW EXECUTE FUNCTION refuse_change();

      ALTER TABLE seat ENABLE ROW LEVEL SECURITY;
      ALTER TABLE seat FORCE ROW LEVEL SECURITY;
      CREATE POLICY seat_office ON seat USING (current_setting('app.sites', true) = '*');
      ALTER TABLE call ENABLE ROW LEVEL SECURITY;
      ALTER TABLE call FORCE ROW LEVEL SECURITY;
      CREATE POLICY call_office ON call USING (current_setting('app.sites', true) = '*');
      ALTER TABLE call_step ENABLE ROW LEVEL SECURITY;
      ALTER TABLE call_step FORCE ROW LEVEL SECURITY;
      CREATE POLICY call_step_office ON call_step USING (current_setting('app.sites', true) = '*')`);
  }

  async down(): Promise<void> {
    throw new Error('migrations of Callout go forward only');
  }
}
