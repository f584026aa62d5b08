import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Users, their sessions, API keys and the audit trail. */
export class Access1700000100000 implements MigrationInterface {
  name = 'Access1700000100000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE user_account (
        id uuid PRIMARY KEY,
        name text NOT NULL CONSTRAINT user_account_name UNIQUE,
        display_name text NOT NULL,
        roles text[] NOT NULL CHECK (cardinality(roles) > 0),
        site_id uuid,
        technician_id uuid,
        password_hash text,
        active boolean NOT NULL DEFAULT true,
        created_at timestamptz NOT NULL DEFAULT clock_timestamp(),
        version integer NOT NULL DEFAULT 1
      );

      CREATE TABLE session (
        token_hash bytea PRIMARY KEY,
        user_id uuid NOT NULL REFERENCES user_account (id),
        created_at timestamptz NOT NULL DEFAULT clock_timestamp(),
        expires_at timestamptz NOT NULL,
        address text NOT NULL
      );
      CREATE INDEX session_of_user ON session (user_id);
      CREATE INDEX session_expiry ON session (expires_at);

      CREATE TABLE api_key (
        id uuid PRIMARY KEY,
        name text NOT NULL,
        role text NOT NULL,
        site_id uuid,
        scopes text[] NOT NULL CHECK (cardinality(scopes) > 0),
        secret_hash bytea NOT NULL,
        created_by uuid NOT NULL,
        created_at timestamptz NOT NULL DEFAULT clock_timestamp(),
        last_used_at timestamptz,
        revoked_at timestamptz,
        version integer NOT NULL DEFAULT 1
      );
      CREATE INDEX api_key_site ON api_key (site_id, id);
      ALTER TABLE api_key ENABLE ROW LEVEL SECURITY;
      ALTER TABLE api_key FORCE ROW LEVEL SECURITY;
      CREATE POLICY api_key_site ON api_key
        USING (current_setting('app.sites', true) = '*' OR site_id::text = current_setting('app.sites', true));

      CREATE TABLE audit_entry (
        seq bigint PRIMARY KEY,
        at timestamptz NOT NULL,
        actor_id uuid,
        actor_kind text,
        actor_name text,
        site_id uuid,
        method text NOT NULL,
        path text NOT NULL,
        status smallint NOT NULL,
        address text NOT NULL,
        correlation_id text NOT NULL,
        previous_hash bytea NOT NULL,
        hash bytea NOT NULL
      );
      CREATE INDEX audit_entry_actor ON audit_entry (actor_id, seq DESC);

      CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS
        $$ BEGIN RAISE EXCEPTION 'audit entries are never changed or deleted'; END $$;
      CREATE TRIGGER audit_entry_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_entry
        FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
    `);
  }

  async down(): Promise<void> {
    throw new Error('migrations of Callout go forward only');
  }
}
