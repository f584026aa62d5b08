import type { MigrationInterface, QueryRunner } from 'typeorm';

/** CASE and not OR: of an OR the planner thinks that it leaves 1 % of the rows, and then sorts all of a site's rather than walk the index. */
const ofSite = (table: string) => `
  ALTER TABLE ${table} ENABLE ROW LEVEL SECURITY;
  ALTER TABLE ${table} FORCE ROW LEVEL SECURITY;
  CREATE POLICY ${table}_site ON ${table}
    USING (CASE WHEN current_setting('app.sites', true) = '*' THEN true ELSE site_id::text = current_setting('app.sites', true) END);`;

/**
 * The board, a read model of what the services publish, and the facts of the live stream. Columns of a fact that has not come yet are null:
 * a status may arrive before the opening.
 */
export class Board1700000200000 implements MigrationInterface {
  name = 'Board1700000200000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE board_order (
        id uuid PRIMARY KEY,
        number text,
        request_id uuid NOT NULL,
        customer_id uuid,
        asset_id uuid,
        product_id uuid,
        category text,
        priority text,
        emergency boolean,
        lon double precision,
        lat double precision,
        locality text,
        time_zone text,
        skill text,
        skill_level smallint,
        previous_order_id uuid,
        opened_at timestamptz,
        due_by timestamptz,
        status text NOT NULL,
        site_id uuid,
        technician_id uuid,
        visit_id uuid,
        exception_reasons text[] NOT NULL DEFAULT '{}',
        waiting_for text NOT NULL DEFAULT 'nobody',
        waiting_until timestamptz,
        status_at timestamptz NOT NULL,
        version integer NOT NULL
      );
      CREATE INDEX board_order_due ON board_order (due_by, id);
      CREATE INDEX board_order_open ON board_order (due_by, id)
        WHERE status NOT IN ('completed', 'cannot_complete', 'closed', 'cancelled');
      CREATE INDEX board_order_site ON board_order (site_id, due_by, id);
      CREATE INDEX board_order_waiting ON board_order (waiting_for, due_by, id) WHERE waiting_for <> 'nobody';

      CREATE TABLE board_parts (
        id uuid PRIMARY KEY,
        state text NOT NULL DEFAULT 'held',
        available_at timestamptz,
        version integer NOT NULL
      );

      CREATE TABLE board_offer (
        id uuid PRIMARY KEY,
        repair_order_id uuid NOT NULL,
        request_id uuid NOT NULL,
        site_id uuid NOT NULL,
        technician_id uuid,
        status text NOT NULL,
        rank integer,
        score double precision,
        locality text,
        priority text,
        emergency boolean,
        proposed_start timestamptz,
        proposed_finish timestamptz,
        made_at timestamptz,
        deadline timestamptz,
        answered_at timestamptz,
        reason text,
        version integer NOT NULL
      );
      CREATE INDEX board_offer_order ON board_offer (repair_order_id);
      CREATE INDEX board_offer_site ON board_offer (site_id, id);
      CREATE INDEX board_offer_open ON board_offer (id) WHERE status IN ('pending', 'countered');

      CREATE TABLE board_visit (
        id uuid PRIMARY KEY,
        repair_order_id uuid NOT NULL,
        request_id uuid NOT NULL,
        site_id uuid NOT NULL,
        technician_id uuid NOT NULL,
        status text NOT NULL,
        start timestamptz,
        finish timestamptz,
        window_from timestamptz,
        window_to timestamptz,
        lon double precision,
        lat double precision,
        locality text,
        travel_seconds integer,
        eta timestamptz,
        en_route_at timestamptz,
        arrived_at timestamptz,
        finished_at timestamptz,
        outcome text,
        reason text,
        version integer NOT NULL
      );
      CREATE INDEX board_visit_start ON board_visit (start, id);
      CREATE INDEX board_visit_site ON board_visit (site_id, start, id);
      CREATE INDEX board_visit_technician ON board_visit (technician_id, start, id);
      CREATE INDEX board_visit_order ON board_visit (repair_order_id);

      CREATE TABLE board_site (id uuid PRIMARY KEY, code text NOT NULL, name text NOT NULL, kind text NOT NULL, status text NOT NULL, version integer NOT NULL);
      CREATE TABLE board_technician (id uuid PRIMARY KEY, site_id uuid NOT NULL, name text NOT NULL, active boolean NOT NULL, version integer NOT NULL);

      CREATE TABLE stream_event (
        xid xid8 NOT NULL DEFAULT pg_current_xact_id(),
        seq bigint GENERATED ALWAYS AS IDENTITY,
        event_id uuid NOT NULL,
        type text NOT NULL,
        key text NOT NULL,
        site_id uuid,
        data jsonb NOT NULL,
        occurred_at timestamptz NOT NULL,
        recorded_at timestamptz NOT NULL DEFAULT clock_timestamp(),
        PRIMARY KEY (xid, seq)
      );
      ${['board_order', 'board_offer', 'board_visit'].map(ofSite).join('\n')}
    `);
  }

  async down(): Promise<void> {
    throw new Error('migrations of Callout go forward only');
  }
}
