import type { MigrationInterface, QueryRunner } from 'typeorm';

const everySite = `current_setting('app.sites', true) = '*'`;

const statements = [
  // Changes with the numbers: a planner settles what was seen.
  `ALTER TABLE planning_exception ADD COLUMN version integer NOT NULL DEFAULT 1`,
  // The newest settlement of an exception. It outlives the exception, which may be gone for a day and come back.
  `CREATE TABLE exception_settlement (
    id uuid PRIMARY KEY,
    part_id uuid NOT NULL REFERENCES part,
    location_id uuid REFERENCES stock_location,
    kind text NOT NULL,
    reason text NOT NULL,
    author text NOT NULL,
    settled_at timestamptz NOT NULL,
    until timestamptz, -- null: until the numbers are worse
    numbers jsonb NOT NULL, -- as they were when it was settled
    returned_at timestamptz,
    returned_because text CHECK (returned_because IN ('numbers', 'planner')),
    CHECK ((returned_at IS NULL) = (returned_because IS NULL)),
    UNIQUE NULLS NOT DISTINCT (part_id, location_id, kind)
  )`,
  `CREATE INDEX exception_settlement_location ON exception_settlement (location_id)`,
  `ALTER TABLE exception_settlement ENABLE ROW LEVEL SECURITY`,
  `ALTER TABLE exception_settlement FORCE ROW LEVEL SECURITY`,
  `CREATE POLICY exception_settlement_site ON exception_settlement USING (CASE WHEN ${everySite} THEN true ELSE
    coalesce((SELECT true FROM stock_location AS parent WHERE parent.id = exception_settlement.location_id), false) END)`,
];

/** Exceptions that a planner has settled by hand. */
export class SettledExceptions1710000000020 implements MigrationInterface {
  name = 'SettledExceptions1710000000020';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of statements) await runner.query(statement);
  }

  async down(): Promise<void> {
    throw new Error('migrations of Callout go forward only');
  }
}
