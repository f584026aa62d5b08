import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What every service has: its outbox and inbox, timers, dead letters and remembered answers. See docs/adr/0003-outbox-without-a-cursor.md. */
export class CommonTables1700000000000 implements MigrationInterface {
  name = 'CommonTables1700000000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(outbox);
    await runner.query(inbox);
    await runner.query(accept);
    await runner.query(take);
    await runner.query(others);
  }

  async down(): Promise<void> {
    throw new Error('migrations of Callout go forward only');
  }
}

/** What was published, kept for a while, and beside it the numbers of the rows that the relay has still to carry. */
const outbox = `
  CREATE TABLE outbox (
    seq bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    id uuid NOT NULL,
    type text NOT NULL,
    key text NOT NULL,
    data json NOT NULL,
    headers json NOT NULL,
    occurred_at timestamptz NOT NULL,
    written_at timestamptz NOT NULL DEFAULT clock_timestamp()
  );
  CREATE INDEX outbox_age ON outbox USING brin (written_at);
  CREATE TABLE outbox_waiting (seq bigint PRIMARY KEY);
`;

/**
 * A message lies in `inbox` until its listener has committed, then the row goes; `inbox_seen` remembers that it came.
 * Handled is what is in `inbox_seen` and no longer in `inbox`. Rows of a parked key are `waiting` so that nobody scans them.
 */
const inbox = `
  CREATE TABLE inbox_seen (
    consumer text NOT NULL,
    event_id uuid NOT NULL,
    received_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (consumer, event_id)
  );
  CREATE INDEX inbox_seen_age ON inbox_seen USING brin (received_at);

  CREATE TABLE inbox (
    seq bigint GENERATED ALWAYS AS IDENTITY,
    lane smallint NOT NULL GENERATED ALWAYS AS ((hashtext(consumer || ' ' || key) & 15)::smallint) STORED,
    consumer text NOT NULL,
    event_id uuid NOT NULL,
    type text NOT NULL,
    key text NOT NULL,
    data json NOT NULL,
    headers json NOT NULL,
    occurred_at timestamptz NOT NULL,
    received_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    waiting boolean NOT NULL DEFAULT false
  );
  CREATE INDEX inbox_pending ON inbox (lane, seq) WHERE NOT waiting;
  CREATE INDEX inbox_waiting ON inbox (consumer, key, seq) WHERE waiting;

  CREATE TABLE inbox_blocked (
    consumer text NOT NULL,
    key text NOT NULL,
    lane smallint NOT NULL,
    seq bigint NOT NULL,
    attempts integer NOT NULL,
    next_at timestamptz NOT NULL,
    dead boolean NOT NULL DEFAULT false,
    error text NOT NULL,
    since timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (consumer, key)
  );
  CREATE INDEX inbox_blocked_next ON inbox_blocked (next_at) WHERE NOT dead;
`;

/**
 * The one door into the inbox, for other services, the Kafka consumer, and due timers: skips what has come before, keeps the given
 * order, returns the lanes that have work. Another service's role may call it and needs no right on the tables.
 */
const accept = `
  CREATE FUNCTION inbox_accept(
    consumers text[], ids uuid[], types text[], keys text[], bodies json[], heads json[], times timestamptz[]
  ) RETURNS smallint[] LANGUAGE plpgsql STRICT SECURITY DEFINER SET search_path FROM CURRENT AS $$
  DECLARE
    accepted_lane smallint;
    lanes smallint[] := '{}';
  BEGIN
    FOR i IN 1 .. cardinality(ids) LOOP
      INSERT INTO inbox_seen (consumer, event_id) VALUES (consumers[i], ids[i]) ON CONFLICT DO NOTHING;
      CONTINUE WHEN NOT FOUND;
      INSERT INTO inbox (consumer, event_id, type, key, data, headers, occurred_at)
      VALUES (consumers[i], ids[i], types[i], keys[i], bodies[i], heads[i], times[i]) RETURNING lane INTO accepted_lane;
      IF NOT accepted_lane = ANY (lanes) THEN lanes := lanes || accepted_lane; END IF;
    END LOOP;
    RETURN lanes;
  END $$;
  REVOKE ALL ON FUNCTION inbox_accept FROM PUBLIC;
`;

/**
 * Takes the lanes that nobody else works on, until the end of the transaction, and reads the first messages of each. Each statement of the function
 * sees what is committed when it starts, so it reads what the owner before has left. A lane that is taken by another comes back without a seq.
 */
const take = `
  CREATE FUNCTION inbox_take(lanes smallint[], per_lane integer) RETURNS TABLE (
    lane smallint, seq bigint, consumer text, event_id uuid, type text, key text, data json, headers json,
    occurred_at timestamptz, received_at timestamptz, place text, blocked boolean
  ) LANGUAGE plpgsql SET search_path FROM CURRENT AS $$
  #variable_conflict use_column
  DECLARE
    held smallint[] := '{}';
  BEGIN
    FOREACH lane IN ARRAY lanes LOOP
      IF pg_try_advisory_xact_lock(hashtext(current_schema()), lane) THEN
        held := held || lane;
      ELSE
        RETURN NEXT;
      END IF;
    END LOOP;
    RETURN QUERY
      SELECT i.lane, i.seq, consumer, i.event_id, i.type, key, i.data, i.headers, i.occurred_at, i.received_at, i.place, b.seq IS NOT NULL
      FROM unnest(held) AS mine (lane)
      CROSS JOIN LATERAL (
        SELECT *, ctid::text AS place FROM inbox WHERE inbox.lane = mine.lane AND NOT waiting ORDER BY seq LIMIT per_lane
      ) AS i
      LEFT JOIN inbox_blocked b USING (consumer, key) ORDER BY i.seq;
  END $$;
`;

const others = `
  CREATE TABLE dead_letter (
    id uuid PRIMARY KEY,
    consumer text NOT NULL,
    inbox_seq bigint,
    event_id uuid,
    type text NOT NULL,
    key text NOT NULL,
    fingerprint text NOT NULL,
    reason text NOT NULL,
    attempts integer NOT NULL,
    payload bytea NOT NULL,
    headers json NOT NULL,
    state text NOT NULL DEFAULT 'dead' CHECK (state IN ('dead', 'queued', 'replayed', 'discarded')),
    died_at timestamptz NOT NULL DEFAULT now(),
    settled_at timestamptz,
    settled_by text
  );
  CREATE INDEX dead_letter_state ON dead_letter (state, died_at DESC, id DESC);
  CREATE UNIQUE INDEX dead_letter_origin ON dead_letter ((headers ->> 'origin'));

  CREATE TABLE timer (
    id uuid PRIMARY KEY,
    kind text NOT NULL,
    key text NOT NULL,
    due_at timestamptz NOT NULL,
    data json NOT NULL,
    headers json NOT NULL,
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
`;
