import type { MigrationInterface, QueryRunner } from 'typeorm';

const everySite = `current_setting('app.sites', true) = '*'`;

const statements = [
  `SELECT set_config('app.sites', '*', true)`, // what is there already is read below
  // Every time that a planner's numbers counted for a policy; the policy itself has the present ones.
  `CREATE TABLE policy_override (
    id uuid PRIMARY KEY,
    stock_policy_id uuid NOT NULL REFERENCES stock_policy ON DELETE CASCADE,
    part_id uuid NOT NULL REFERENCES part,
    location_id uuid NOT NULL REFERENCES stock_location,
    reorder_point integer NOT NULL,
    order_up_to integer NOT NULL,
    reason text NOT NULL,
    author text NOT NULL,
    entered_at timestamptz NOT NULL,
    ended_at timestamptz
  )`,
  `CREATE UNIQUE INDEX policy_override_active ON policy_override (stock_policy_id) WHERE ended_at IS NULL`,
  // What counts at the moment is known; what counted before is not.
  `INSERT INTO policy_override (id, stock_policy_id, part_id, location_id, reorder_point, order_up_to, reason, author, entered_at)
   SELECT gen_random_uuid(), id, part_id, location_id, override_reorder_point, override_order_up_to, override_reason,
     coalesce(overridden_by, ''), coalesce(overridden_at, computed_at)
   FROM stock_policy WHERE override_reorder_point IS NOT NULL`,

  // What was planned with an override and what would have been without it, from one published plan to the next.
  `CREATE TABLE override_comparison (
    override_id uuid NOT NULL, -- of planning_override or policy_override
    from_day date NOT NULL,
    period_days integer NOT NULL,
    lead_time_days double precision NOT NULL,
    mean_per_day double precision, -- null: the override is of the policy's numbers, not of a forecast
    automatic_mean_per_day double precision,
    quantiles jsonb, -- pieces of a period
    automatic_quantiles jsonb,
    reorder_point integer NOT NULL,
    order_up_to integer NOT NULL,
    automatic_reorder_point integer NOT NULL,
    automatic_order_up_to integer NOT NULL,
    PRIMARY KEY (override_id, from_day)
  )`,
  `ALTER TABLE policy_override ENABLE ROW LEVEL SECURITY`,
  `ALTER TABLE policy_override FORCE ROW LEVEL SECURITY`,
  `CREATE POLICY policy_override_site ON policy_override USING (${everySite})`,
  `ALTER TABLE override_comparison ENABLE ROW LEVEL SECURITY`,
  `ALTER TABLE override_comparison FORCE ROW LEVEL SECURITY`,
  `CREATE POLICY override_comparison_site ON override_comparison USING (${everySite})`,
];

/** What overrides were compared with, so that a report can say whether they helped. */
export class OverrideReport1710000000006 implements MigrationInterface {
  name = 'OverrideReport1710000000006';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of statements) await runner.query(statement);
  }

  async down(): Promise<void> {
    throw new Error('migrations of Callout go forward only');
  }
}
