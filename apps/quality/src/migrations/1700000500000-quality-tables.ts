import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * The tables of quality. History may be put in by plain SQL; what matters then:
 * - `failure_record`: one row per finished order and the only table that reports, charts and score cards count. All durations are seconds and
 *   add up to finished_at - occurred_at. `returned_at` is set only when the customer came back for the same fault within 30 days of
 *   finished_at. The six indicators are 0..1, NULL where the order says nothing about it. `part_hit` is NULL when no part was needed.
 * - `failure_part`: the parts fitted, one row per line; `site_id` as in the record.
 * - `asset`: the installed base. Exposure (unit-days at risk) is counted from `installed_at`.
 * - `product`, `site`, `part`: names for reports; filled by events as well.
 * - `order_evidence`: what came from others about an order, kept because it may come before the order is finished. Not needed for history.
 * - `score_card` rows are made by the service (at a site's first SiteChanged, or POST /api/v1/score-cards/recompute).
 * Every time is UTC; nothing else is derived and there are no triggers.
 */
export class QualityTables1700000500000 implements MigrationInterface {
  name = 'QualityTables1700000500000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(names);
    await runner.query(failures);
    await runner.query(scores);
    await runner.query(alerts);
    for (const table of ['failure_record', 'failure_part', 'offer_answer', 'score_card', 'score_card_indicator']) {
      await runner.query(onlyOwnSite(table));
    }
  }

  async down(): Promise<void> {
    throw new Error('migrations of Callout go forward only');
  }
}

const names = `
  CREATE TABLE product (
    product_id uuid PRIMARY KEY,
    code text NOT NULL,
    category text NOT NULL,
    name_en text NOT NULL,
    name_zh text NOT NULL,
    version integer NOT NULL DEFAULT 1
  );
  CREATE TABLE site (
    site_id uuid PRIMARY KEY,
    code text NOT NULL,
    name text NOT NULL,
    version integer NOT NULL DEFAULT 1
  );
  CREATE TABLE part (
    part_id uuid PRIMARY KEY,
    code text NOT NULL,
    name_en text NOT NULL,
    name_zh text NOT NULL,
    version integer NOT NULL DEFAULT 1
  );
  CREATE TABLE asset (
    asset_id uuid PRIMARY KEY,
    product_id uuid NOT NULL,
    category text NOT NULL,
    batch text,
    installed_at timestamptz NOT NULL,
    version integer NOT NULL DEFAULT 1
  );
  CREATE INDEX asset_product ON asset (product_id, installed_at);
  CREATE INDEX asset_category ON asset (category, installed_at);
`;

const failures = `
  CREATE TABLE failure_record (
    failure_record_id uuid PRIMARY KEY,
    repair_order_id uuid NOT NULL,
    number text NOT NULL,
    request_id uuid NOT NULL,
    previous_order_id uuid,
    asset_id uuid NOT NULL,
    product_id uuid NOT NULL,
    category text NOT NULL,
    batch text,
    age_days integer,
    site_id uuid NOT NULL,
    technician_id uuid NOT NULL,
    technician_level smallint NOT NULL,
    symptom_code text,
    fault_code text,
    cause_code text,
    remedy_code text,
    repaired boolean NOT NULL,
    reason text,
    fault_free_part_replaced boolean NOT NULL DEFAULT false,
    visits smallint NOT NULL DEFAULT 1,
    occurred_at timestamptz NOT NULL,
    accepted_at timestamptz NOT NULL,
    scheduled_start timestamptz NOT NULL,
    window_from timestamptz,
    window_to timestamptz,
    arrived_at timestamptz NOT NULL,
    diagnosed_at timestamptz,
    finished_at timestamptz NOT NULL,
    due_by timestamptz NOT NULL,
    response_seconds integer NOT NULL,
    waiting_parts_seconds integer NOT NULL,
    travel_seconds integer NOT NULL,
    diagnosis_seconds integer NOT NULL,
    repair_seconds integer NOT NULL,
    travel_metres integer NOT NULL DEFAULT 0,
    mandatory_steps_done smallint NOT NULL DEFAULT 0,
    mandatory_steps_total smallint NOT NULL DEFAULT 0,
    parts_used smallint NOT NULL DEFAULT 0,
    part_hit boolean,
    returned_at timestamptz,
    truthfulness double precision CHECK (truthfulness BETWEEN 0 AND 1),
    satisfaction double precision CHECK (satisfaction BETWEEN 0 AND 1),
    repair_time double precision CHECK (repair_time BETWEEN 0 AND 1),
    diagnosis_accuracy double precision CHECK (diagnosis_accuracy BETWEEN 0 AND 1),
    attitude double precision CHECK (attitude BETWEEN 0 AND 1),
    compliance double precision CHECK (compliance BETWEEN 0 AND 1),
    version integer NOT NULL DEFAULT 1,
    CONSTRAINT failure_record_order UNIQUE (repair_order_id)
  );
  CREATE INDEX failure_record_finished ON failure_record (finished_at, failure_record_id);
  CREATE INDEX failure_record_site ON failure_record (site_id, finished_at);
  CREATE INDEX failure_record_product ON failure_record (product_id, occurred_at);
  CREATE INDEX failure_record_category ON failure_record (category, occurred_at);
  CREATE INDEX failure_record_occurred ON failure_record (occurred_at);
  CREATE INDEX failure_record_asset ON failure_record (asset_id, fault_code, finished_at);

  CREATE TABLE failure_part (
    repair_order_id uuid NOT NULL,
    line smallint NOT NULL,
    site_id uuid NOT NULL,
    part_id uuid NOT NULL,
    quantity integer NOT NULL CHECK (quantity > 0),
    serial_fitted text,
    serial_removed text,
    PRIMARY KEY (repair_order_id, line)
  );
  CREATE INDEX failure_part_part ON failure_part (part_id, repair_order_id);

  CREATE TABLE order_evidence (
    repair_order_id uuid PRIMARY KEY,
    answered_at timestamptz,
    satisfied boolean,
    quality smallint,
    punctuality smallint,
    attitude smallint,
    times_confirmed boolean,
    work_confirmed boolean,
    complaint boolean,
    returned_at timestamptz,
    parts_from_hold boolean,
    parts_missed smallint NOT NULL DEFAULT 0,
    closed_at timestamptz,
    close_outcome text
  );

  CREATE TABLE offer_answer (
    offer_id uuid PRIMARY KEY,
    repair_order_id uuid NOT NULL,
    site_id uuid NOT NULL,
    answer text NOT NULL CHECK (answer IN ('accepted', 'declined', 'expired')),
    reason text,
    answer_seconds integer,
    answered_at timestamptz NOT NULL
  );
  CREATE INDEX offer_answer_site ON offer_answer (site_id, answered_at);
`;

const scores = `
  CREATE TABLE score_weights (
    version integer PRIMARY KEY,
    truthfulness double precision NOT NULL,
    satisfaction double precision NOT NULL,
    repair_time double precision NOT NULL,
    diagnosis_accuracy double precision NOT NULL,
    attitude double precision NOT NULL,
    compliance double precision NOT NULL,
    valid_from timestamptz NOT NULL,
    note text NOT NULL
  );
  INSERT INTO score_weights VALUES (1, 0.2, 0.2, 0.2, 0.2, 0.1, 0.1, '2000-01-01T00:00:00Z', 'the first weights');

  CREATE TABLE score_card (
    site_id uuid PRIMARY KEY,
    score double precision NOT NULL,
    orders integer NOT NULL,
    weights_version integer NOT NULL REFERENCES score_weights,
    computed_at timestamptz NOT NULL,
    published_at timestamptz NOT NULL,
    version integer NOT NULL
  );
  -- Sums are over the orders in the window; own_mean and score are 0..100, prior_orders is how many orders the network's mean weighs.
  CREATE TABLE score_card_indicator (
    site_id uuid NOT NULL,
    indicator text NOT NULL,
    orders integer NOT NULL,
    sum double precision NOT NULL,
    sum_squares double precision NOT NULL,
    own_mean double precision,
    network_mean double precision NOT NULL,
    prior_orders double precision NOT NULL,
    score double precision NOT NULL,
    PRIMARY KEY (site_id, indicator)
  );
`;

const alerts = `
  CREATE TABLE quality_alert (
    alert_id uuid PRIMARY KEY,
    product_id uuid NOT NULL,
    category text NOT NULL,
    chart text NOT NULL,
    rule text NOT NULL,
    period text NOT NULL,
    failures integer NOT NULL,
    observed double precision NOT NULL,
    expected double precision NOT NULL,
    upper_limit double precision NOT NULL,
    units_at_risk double precision NOT NULL,
    raised_at timestamptz NOT NULL,
    version integer NOT NULL DEFAULT 1,
    CONSTRAINT quality_alert_once UNIQUE (product_id, chart, period, rule)
  );
  CREATE INDEX quality_alert_raised ON quality_alert (raised_at, alert_id);
`;

const onlyOwnSite = (table: string) => `
  ALTER TABLE ${table} ENABLE ROW LEVEL SECURITY;
  ALTER TABLE ${table} FORCE ROW LEVEL SECURITY;
  CREATE POLICY ${table}_site ON ${table}
    USING (current_setting('app.sites', true) = '*' OR site_id::text = current_setting('app.sites', true));
`;
