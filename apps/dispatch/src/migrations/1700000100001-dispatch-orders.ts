import type { MigrationInterface, QueryRunner } from 'typeorm';
import { rowsOfSite } from './row-security.js';

/** Repair orders, what was considered for them, offers and visits. */
export class DispatchOrders1700000100001 implements MigrationInterface {
  name = 'DispatchOrders1700000100001';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE repair_order (
        id uuid PRIMARY KEY,
        number text NOT NULL,
        request_id uuid NOT NULL,
        attempt smallint NOT NULL,
        previous_order_id uuid,
        customer_id uuid NOT NULL,
        asset_id uuid NOT NULL,
        product_id uuid NOT NULL,
        category text NOT NULL,
        batch text,
        installed_at timestamptz,
        lon double precision NOT NULL,
        lat double precision NOT NULL,
        time_zone text NOT NULL,
        country text NOT NULL,
        subdivision text NOT NULL,
        locality text NOT NULL,
        symptom_code text,
        likely_faults jsonb NOT NULL,
        likely_parts jsonb NOT NULL,                      -- [{partId, quantity, probability}]
        skill text NOT NULL,
        required_level smallint NOT NULL CHECK (required_level BETWEEN 1 AND 5),
        certificate text,
        duration_minutes integer NOT NULL,
        windows jsonb NOT NULL,                           -- [{from, to}]
        due_by timestamptz NOT NULL,
        priority text NOT NULL,
        emergency boolean NOT NULL,
        under_warranty boolean NOT NULL,
        reported_at timestamptz NOT NULL,
        opened_at timestamptz NOT NULL,

        status text NOT NULL,
        status_reason text,
        exception_reasons text[] NOT NULL DEFAULT '{}',   -- rules that left no candidate, most frequent first
        exception_since timestamptz,
        match_attempts integer NOT NULL DEFAULT 0,        -- tries without a candidate in a row
        ranking_number integer NOT NULL DEFAULT 0,
        waiting_for text NOT NULL,
        waiting_until timestamptz,

        site_id uuid,                                     -- who does it, from acceptance or booking on
        technician_id uuid,
        visit_id uuid,                                    -- the live or last visit
        offered_to uuid[] NOT NULL DEFAULT '{}',          -- sites that hold a live offer: they may look at the order
        kept_site_id uuid,                                -- books the next visit itself, without a new offer
        preferred_technician_id uuid,                     -- knows the job
        avoided_technician_id uuid,                       -- did not fix it last time
        accepted_at timestamptz,
        visits integer NOT NULL DEFAULT 0,
        travel_seconds integer NOT NULL DEFAULT 0,
        travel_metres integer NOT NULL DEFAULT 0,

        parts_available_at timestamptz,                   -- when the held parts are where the work is done
        parts_needed jsonb NOT NULL DEFAULT '[]',         -- what a visit found missing
        reservation_version integer NOT NULL DEFAULT 0,
        waiting_parts_since timestamptz,
        waited_for_parts_seconds integer NOT NULL DEFAULT 0,
        request_ended boolean NOT NULL DEFAULT false,     -- the desk closed or cancelled the request meanwhile
        ended_at timestamptz,
        version integer NOT NULL,
        UNIQUE (request_id, attempt),
        -- An order that is under way waits for a named party with a due time; one that does not is stuck.
        CONSTRAINT repair_order_never_stuck CHECK (
          status IN ('closed', 'cancelled') OR (waiting_for <> 'nobody' AND waiting_until IS NOT NULL)
        )
      ) WITH (fillfactor = 70);
      CREATE INDEX repair_order_status ON repair_order (status, id);
      CREATE INDEX repair_order_site ON repair_order (site_id, id);
      CREATE INDEX repair_order_unplaced ON repair_order (skill, required_level, due_by) WHERE status = 'ready';

      CREATE TABLE repair_order_transition (
        id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        repair_order_id uuid NOT NULL,
        from_status text NOT NULL,
        to_status text NOT NULL,
        reason text,
        site_id uuid,
        technician_id uuid,
        waiting_for text NOT NULL,
        waiting_until timestamptz,
        actor_id uuid NOT NULL,
        actor_name text NOT NULL,
        at timestamptz NOT NULL,
        version integer NOT NULL
      );
      CREATE INDEX repair_order_transition_order ON repair_order_transition (repair_order_id, id);
      CREATE FUNCTION refuse_rewriting_history() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        RAISE EXCEPTION 'the history of repair orders is only ever added to';
      END $$;
      CREATE TRIGGER repair_order_transition_append_only BEFORE UPDATE OR DELETE ON repair_order_transition
        FOR EACH STATEMENT EXECUTE FUNCTION refuse_rewriting_history();

      -- Who was considered, with every term of the score, and the first broken rule of everybody else.
      CREATE TABLE ranking (
        repair_order_id uuid NOT NULL,
        number integer NOT NULL,
        ranked_at timestamptz NOT NULL,
        candidates jsonb NOT NULL,
        rejected jsonb NOT NULL,
        PRIMARY KEY (repair_order_id, number)
      );

      CREATE TABLE offer (
        id uuid PRIMARY KEY,
        repair_order_id uuid NOT NULL REFERENCES repair_order DEFERRABLE INITIALLY DEFERRED,
        request_id uuid NOT NULL,
        site_id uuid NOT NULL REFERENCES site,
        technician_id uuid,                               -- proposed
        proposed_start timestamptz,
        proposed_finish timestamptz,
        lon double precision NOT NULL,
        lat double precision NOT NULL,
        travel_seconds integer NOT NULL DEFAULT 0,
        travel_metres integer NOT NULL DEFAULT 0,
        deadline timestamptz NOT NULL,
        rank integer NOT NULL,
        score double precision NOT NULL,
        terms jsonb NOT NULL,
        status text NOT NULL,
        reason text,
        note text,
        counter jsonb,                                    -- {start, priceMinor, currency, parts}
        made_at timestamptz NOT NULL,
        answered_at timestamptz,
        not_again_before timestamptz,                     -- the site is left in peace for this order until then
        version integer NOT NULL DEFAULT 1,
        -- What is proposed is kept free until the answer: no two offers promise the same hour of a technician.
        CONSTRAINT offer_no_double_proposal EXCLUDE USING gist
          (technician_id WITH =, tstzrange(proposed_start, proposed_finish) WITH &&)
          WHERE (status IN ('pending', 'countered') AND proposed_start IS NOT NULL) -- a range without ends would meet everything
      );
      CREATE UNIQUE INDEX offer_one_live_per_site ON offer (repair_order_id, site_id) WHERE status IN ('pending', 'countered');
      CREATE INDEX offer_order ON offer (repair_order_id);
      CREATE INDEX offer_site ON offer (site_id, id);
      CREATE INDEX offer_live ON offer (technician_id, proposed_finish) WHERE status IN ('pending', 'countered');
      CREATE INDEX offer_live_site ON offer (site_id) WHERE status IN ('pending', 'countered');

      CREATE TABLE visit (
        id uuid PRIMARY KEY,
        repair_order_id uuid NOT NULL REFERENCES repair_order DEFERRABLE INITIALLY DEFERRED,
        request_id uuid NOT NULL,
        site_id uuid NOT NULL REFERENCES site,
        technician_id uuid NOT NULL REFERENCES technician,
        sequence smallint NOT NULL,                       -- first, second, ... visit of the order
        status text NOT NULL CHECK (status IN ('planned', 'en_route', 'on_site', 'finished', 'missed', 'cancelled')),
        start_at timestamptz NOT NULL,
        finish_at timestamptz NOT NULL,
        day date NOT NULL,                                -- local day of the site: what its daily capacity counts
        window_from timestamptz,
        window_to timestamptz,
        lon double precision NOT NULL,
        lat double precision NOT NULL,
        locality text NOT NULL,
        travel_seconds integer NOT NULL,
        travel_metres integer NOT NULL,
        departed_at timestamptz,
        eta timestamptz,
        arrived_at timestamptz,
        diagnosed_at timestamptz,
        finished_at timestamptz,
        outcome text,
        symptom_code text,
        fault_code text,
        cause_code text,
        remedy_code text,
        parts_used jsonb NOT NULL DEFAULT '[]',
        parts_unused jsonb NOT NULL DEFAULT '[]',
        steps jsonb NOT NULL DEFAULT '[]',                -- [{code, done}]
        fault_free_part_replaced boolean,
        note text,
        reason text,                                      -- of a missed or cancelled visit
        version integer NOT NULL DEFAULT 1,
        CHECK (finish_at > start_at),
        CONSTRAINT visit_no_double_booking EXCLUDE USING gist
          (technician_id WITH =, tstzrange(start_at, finish_at) WITH &&) WHERE (status IN ('planned', 'en_route', 'on_site'))
      ) WITH (fillfactor = 80);
      CREATE INDEX visit_order ON visit (repair_order_id);
      CREATE INDEX visit_live ON visit (technician_id, finish_at) WHERE status IN ('planned', 'en_route', 'on_site');
      CREATE INDEX visit_site ON visit (site_id, id);
      CREATE INDEX visit_technician ON visit (technician_id, id);
      CREATE INDEX visit_day ON visit (site_id, day) WHERE status NOT IN ('missed', 'cancelled');

      -- What inventory says is available at sites and in vans; nothing else is of interest here.
      CREATE TABLE part_stock (
        stock_level_id uuid PRIMARY KEY,
        part_id uuid NOT NULL,
        site_id uuid,
        technician_id uuid,
        available integer NOT NULL,
        version integer NOT NULL
      ) WITH (fillfactor = 70);
      CREATE INDEX part_stock_part ON part_stock (part_id);

      ${rowsOfSite('offer')}
      ${rowsOfSite('visit')}
      ${rowsOfSite('repair_order', `site_id::text = $site OR $site = ANY (offered_to::text[])`)}
      ${['repair_order_transition', 'ranking'].map(ofOrder).join('')}
    `);
  }

  async down(): Promise<void> {
    throw new Error('migrations of Callout go forward only');
  }
}

const ofOrder = (table: string) =>
  rowsOfSite(table, `EXISTS (SELECT 1 FROM repair_order r WHERE r.id = ${table}.repair_order_id)`);
