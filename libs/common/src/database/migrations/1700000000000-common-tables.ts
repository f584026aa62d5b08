import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What every service has: its outbox and inbox, timers, dead letters and remembered answers. */
export class CommonTables1700000000000 implements MigrationInterface {
  name = 'CommonTables1700000000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE outbox (
        xid xid8 NOT NULL DEFAULT pg_current_xact_id(),
        seq bigint GENERATED ALWAYS AS IDENTITY,
        id uuid NOT NULL,
        type text NOT NULL,
        key text NOT NULL,
        data jsonb NOT NULL,
        headers jsonb NOT NULL,
        occurred_at timestamptz NOT NULL,
        written_at timestamptz NOT NULL DEFAULT clock_timestamp(),
        PRIMARY KEY (xid, seq)
      );
      CREATE TABLE relay_cursor (
        name text PRIMARY KEY,
        xid xid8 NOT NULL,
        seq bigint NOT NULL,
        moved_at timestamptz NOT NULL DEFAULT now()
      );

      CREATE TABLE inbox (
        seq bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        consumer text NOT NULL,
        event_id uuid NOT NULL,
        type text NOT NULL,
        key text NOT NULL,
        lane smallint NOT NULL,
        data jsonb NOT NULL,
        headers jsonb NOT NULL,
        state text NOT NULL DEFAULT 'pending' CHECK (state IN ('pending', 'waiting', 'done', 'dead', 'discarded')),
        received_at timestamptz NOT NULL DEFAULT clock_timestamp(),
        handled_at timestamptz,
        UNIQUE (consumer, event_id)
      );
      CREATE INDEX inbox_pending ON inbox (lane, seq) WHERE state = 'pending';
      CREATE INDEX inbox_waiting ON inbox (consumer, key, seq) WHERE state IN ('waiting', 'dead');
      CREATE INDEX inbox_handled ON inbox (handled_at) WHERE state = 'done';

      CREATE TABLE inbox_blocked (
        consumer text NOT NULL,
        key text NOT NULL,
        seq bigint NOT NULL,
        attempts integer NOT NULL,
        next_at timestamptz NOT NULL,
        dead boolean NOT NULL DEFAULT false,
        error text NOT NULL,
        since timestamptz NOT NULL DEFAULT now(),
        PRIMARY KEY (consumer, key)
      );

      CREATE TABLE dead_letter (
        id uuid PRIMARY KEY,
        consumer text NOT NULL,
        event_id uuid,
        type text NOT NULL,
        key text NOT NULL,
        fingerprint text NOT NULL,
        reason text NOT NULL,
        attempts integer NOT NULL,
        payload bytea NOT NULL,
        headers jsonb NOT NULL,
        state text NOT NULL DEFAULT 'dead' CHECK (state IN ('dead', 'replayed', 'discarded')),
        died_at timestamptz NOT NULL DEFAULT now(),
        settled_at timestamptz,
        settled_by text
      );
      CREATE INDEX dead_letter_state ON dead_letter (state, died_at DESC);

      CREATE TABLE timer (
        id uuid PRIMARY KEY,
        kind text NOT NULL,
        key text NOT NULL,
        due_at timestamptz NOT NULL,
        data jsonb NOT NULL,
        headers jsonb NOT NULL,
        UNIQUE (kind, key)
      );
      CREATE INDEX timer_due ON timer (due_at);

      CREATE TABLE idempotency_key (
        actor_id uuid NOT NULL,
        key text NOT NULL,
        request text NOT NULL,
        status smallint,
        body jsonb,
        created_at timestamptz NOT NULL DEFAULT now(),
        PRIMARY KEY (actor_id, key)
      );
      CREATE INDEX idempotency_key_age ON idempotency_key (created_at);
    `);
  }

  async down(): Promise<void> {
    throw new Error('migrations of Callout go forward only');
  }
}
