import type { MigrationInterface, QueryRunner } from 'typeorm';

const statements = [
  // A plan of many item-locations, made in the background and published as one.
  `CREATE TABLE planning_run (
    id uuid PRIMARY KEY,
    status text NOT NULL DEFAULT 'waiting' CHECK (status IN ('waiting', 'running', 'done', 'stopped', 'failed', 'published')),
    trigger text NOT NULL CHECK (trigger IN ('planner', 'weekly', 'override')),
    publish_when_done boolean NOT NULL DEFAULT false,
    scope jsonb NOT NULL DEFAULT '{}', -- categories, partIds, locationIds; a missing one means all
    horizon_periods integer NOT NULL CHECK (horizon_periods BETWEEN 1 AND 52),
    period_days integer CHECK (period_days IN (1, 7, 28)), -- null until the history is known
    periods integer,
    cycle integer,
    as_of date NOT NULL, -- the history ends the day before
    seed integer NOT NULL,
    groups jsonb, -- what each category has in common
    parts_total integer NOT NULL DEFAULT 0,
    parts_done integer NOT NULL DEFAULT 0,
    item_locations integer NOT NULL DEFAULT 0,
    stock_value_minor double precision NOT NULL DEFAULT 0, -- of what the policies keep on average, over all currencies
    requested_at timestamptz NOT NULL,
    requested_by text NOT NULL,
    ended_at timestamptz,
    published_at timestamptz,
    published_by text,
    failure text,
    -- a lease of the server that learns the groups, on the database's clock
    prepared boolean NOT NULL DEFAULT false,
    leased_until timestamptz,
    version integer NOT NULL DEFAULT 1
  )`,
  `CREATE INDEX planning_run_open ON planning_run (id) WHERE status IN ('waiting', 'running', 'done')`,

  // Parts that one server plans at a time. A server that dies loses its lease, another one takes over.
  `CREATE TABLE planning_batch (
    run_id uuid NOT NULL REFERENCES planning_run ON DELETE CASCADE,
    number integer NOT NULL,
    part_ids uuid[] NOT NULL,
    value_classes text[] NOT NULL, -- A, B or C, in the order of part_ids
    done boolean NOT NULL DEFAULT false,
    attempts integer NOT NULL DEFAULT 0,
    leased_until timestamptz,
    PRIMARY KEY (run_id, number)
  )`,
  `CREATE INDEX planning_batch_waiting ON planning_batch (run_id, number) WHERE NOT done`,

  `CREATE TABLE planned_item (
    run_id uuid NOT NULL REFERENCES planning_run ON DELETE CASCADE,
    part_id uuid NOT NULL REFERENCES part,
    location_id uuid NOT NULL REFERENCES stock_location,
    demand_class text NOT NULL,
    method text NOT NULL,
    mean_per_day double precision NOT NULL,
    deviation_per_day double precision NOT NULL,
    lead_time_days double precision NOT NULL,
    lead_time_deviation_days double precision NOT NULL,
    reorder_point integer NOT NULL,
    order_up_to integer NOT NULL,
    target_share double precision NOT NULL,
    stock_value_minor double precision NOT NULL,
    currency text NOT NULL,
    reason text NOT NULL,
    as_of date NOT NULL, -- of the run
    period_days integer NOT NULL,
    history jsonb NOT NULL, -- pieces per period, oldest first
    plan jsonb NOT NULL,    -- the rest of ItemLocationPlan
    PRIMARY KEY (run_id, part_id, location_id),
    CHECK (order_up_to >= reorder_point)
  )`,

  // Which run's figures count for an item-location.
  `CREATE TABLE forecast (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    part_id uuid NOT NULL REFERENCES part,
    location_id uuid NOT NULL REFERENCES stock_location,
    run_id uuid NOT NULL,
    version integer NOT NULL DEFAULT 1,
    UNIQUE (part_id, location_id),
    FOREIGN KEY (run_id, part_id, location_id) REFERENCES planned_item (run_id, part_id, location_id)
  )`,
  `CREATE INDEX forecast_location ON forecast (location_id, part_id)`,
  `CREATE INDEX forecast_run ON forecast (run_id, part_id, location_id)`,

  // What a planner knows better than the history, until it ends.
  `CREATE TABLE planning_override (
    id uuid PRIMARY KEY,
    part_id uuid NOT NULL REFERENCES part,
    location_id uuid NOT NULL REFERENCES stock_location,
    kind text NOT NULL CHECK (kind IN ('forecast', 'class', 'target')),
    mean_per_day double precision CHECK (mean_per_day >= 0),
    demand_class text,
    target_share double precision CHECK (target_share BETWEEN 0 AND 1),
    reason text NOT NULL,
    author text NOT NULL,
    entered_at timestamptz NOT NULL,
    ends_at timestamptz, -- null: until a planner ends it
    ended_at timestamptz,
    version integer NOT NULL DEFAULT 1,
    CHECK ((kind = 'forecast') = (mean_per_day IS NOT NULL)),
    CHECK ((kind = 'class') = (demand_class IS NOT NULL)),
    CHECK ((kind = 'target') = (target_share IS NOT NULL))
  )`,
  `CREATE UNIQUE INDEX planning_override_active ON planning_override (part_id, location_id, kind) WHERE ended_at IS NULL`,

  `ALTER TABLE stock_policy ADD COLUMN planning_run_id uuid, ADD COLUMN target_share double precision,
    ADD COLUMN override_ends_at timestamptz, ADD CHECK (override_ends_at IS NULL OR override_reorder_point IS NOT NULL)`,

  // What a planner should look at first; the review of stock keeps it up to date.
  `CREATE TABLE planning_exception (
    id uuid PRIMARY KEY,
    kind text NOT NULL CHECK (kind IN ('stock_out_predicted', 'target_missed', 'demand_shift', 'late_order', 'excess', 'new_part')),
    part_id uuid NOT NULL REFERENCES part,
    location_id uuid REFERENCES stock_location,
    severity integer NOT NULL, -- the highest first
    numbers jsonb NOT NULL,
    found_at timestamptz NOT NULL,
    UNIQUE NULLS NOT DISTINCT (part_id, location_id, kind)
  )`,
  `CREATE INDEX planning_exception_severity ON planning_exception (severity DESC, id DESC)`,
  `CREATE INDEX planning_exception_location ON planning_exception (location_id)`,
];

const everySite = `current_setting('app.sites', true) = '*'`;

function guard(table: string, visible: string): string[] {
  return [
    `ALTER TABLE ${table} ENABLE ROW LEVEL SECURITY`,
    `ALTER TABLE ${table} FORCE ROW LEVEL SECURITY`,
    `CREATE POLICY ${table}_site ON ${table} USING (${visible})`,
  ];
}

/** What belongs to a place is seen by who sees the place; looked up row by row, as in the migration before. */
const ofPlace = (table: string) =>
  `CASE WHEN ${everySite} THEN true ELSE coalesce((SELECT true FROM stock_location AS parent WHERE parent.id = ${table}.location_id), false) END`;

const guards = [
  ...['planning_run', 'planning_batch'].flatMap((table) => guard(table, everySite)),
  `DROP POLICY stock_policy_site ON stock_policy`,
  ...['planned_item', 'forecast', 'planning_override', 'planning_exception', 'stock_policy'].flatMap((table) =>
    guard(table, ofPlace(table)),
  ),
];

/** Planning runs, what they found, what of it counts, what planners know better, and what they should look at. */
export class Planning1710000000002 implements MigrationInterface {
  name = 'Planning1710000000002';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of [...statements, ...guards]) await runner.query(statement);
  }

  async down(): Promise<void> {
    throw new Error('migrations of Callout go forward only');
  }
}
