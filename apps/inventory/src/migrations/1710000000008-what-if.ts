import type { MigrationInterface, QueryRunner } from 'typeorm';

const statements = [
  // A run that back-tests methods and planned fill rates instead of planning; null: a run that plans.
  `ALTER TABLE planning_run ADD COLUMN what_if jsonb`,
  `ALTER TABLE planning_run DROP CONSTRAINT planning_run_trigger_check,
    ADD CONSTRAINT planning_run_trigger_check CHECK (trigger IN ('planner', 'weekly', 'override', 'what-if'))`,
  // One point of an exchange curve; batches add to it.
  `CREATE TABLE planning_lab_cell (
    run_id uuid NOT NULL REFERENCES planning_run ON DELETE CASCADE,
    grouping text NOT NULL,
    key text NOT NULL,
    method text NOT NULL,
    planned_share double precision NOT NULL,
    items integer NOT NULL,
    wanted double precision NOT NULL,
    served_at_once double precision NOT NULL,
    lines double precision NOT NULL,
    lines_in_full double precision NOT NULL,
    on_hand double precision NOT NULL, -- pieces in the evening, the mean over the days
    stock_value_minor double precision NOT NULL,
    PRIMARY KEY (run_id, grouping, key, method, planned_share)
  )`,
  `ALTER TABLE planning_lab_cell ENABLE ROW LEVEL SECURITY`,
  `ALTER TABLE planning_lab_cell FORCE ROW LEVEL SECURITY`,
  `CREATE POLICY planning_lab_cell_site ON planning_lab_cell USING (current_setting('app.sites', true) = '*')`,
];

/** The policy lab: what methods and targets would have delivered, and at what stock. */
export class WhatIf1710000000008 implements MigrationInterface {
  name = 'WhatIf1710000000008';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of statements) await runner.query(statement);
  }

  async down(): Promise<void> {
    throw new Error('migrations of Callout go forward only');
  }
}
