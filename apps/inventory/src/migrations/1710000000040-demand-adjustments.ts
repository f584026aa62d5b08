import type { MigrationInterface, QueryRunner } from 'typeorm';

const everySite = `current_setting('app.sites', true) = '*'`;

const statements = [
  // What planners add to the recorded demand of a day, or take away from it: the sum of demand_adjustment. Whoever reads demand needs no second table.
  `ALTER TABLE demand ADD COLUMN adjusted integer NOT NULL DEFAULT 0,
    ADD CONSTRAINT demand_not_below_zero CHECK (used + lost + adjusted >= 0)`,
  `CREATE TABLE demand_adjustment (
    id uuid PRIMARY KEY,
    part_id uuid NOT NULL REFERENCES part,
    location_id uuid NOT NULL REFERENCES stock_location,
    from_day date NOT NULL,
    to_day date NOT NULL CHECK (to_day >= from_day),
    pieces integer NOT NULL CHECK (pieces <> 0), -- signed
    days jsonb NOT NULL, -- [day, pieces] as they were counted; their sum is pieces
    reason text NOT NULL,
    author text NOT NULL,
    entered_at timestamptz NOT NULL,
    doubted_use_id uuid, -- whose settlement it is
    taken_back_at timestamptz,
    taken_back_by text,
    version integer NOT NULL DEFAULT 1,
    CHECK ((taken_back_at IS NULL) = (taken_back_by IS NULL))
  )`,
  `CREATE INDEX demand_adjustment_item ON demand_adjustment (part_id, location_id, id)`,
  `CREATE INDEX demand_adjustment_location ON demand_adjustment (location_id, id)`,
  `ALTER TABLE demand_adjustment ENABLE ROW LEVEL SECURITY`,
  `ALTER TABLE demand_adjustment FORCE ROW LEVEL SECURITY`,
  `CREATE POLICY demand_adjustment_site ON demand_adjustment USING (CASE WHEN ${everySite} THEN true ELSE
    coalesce((SELECT true FROM stock_location AS parent WHERE parent.id = demand_adjustment.location_id), false) END)`,
];

/** What planners know better than the recorded demand. */
export class DemandAdjustments1710000000040 implements MigrationInterface {
  name = 'DemandAdjustments1710000000040';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`SET LOCAL statement_timeout = 0`);
    for (const statement of statements) await runner.query(statement);
  }

  async down(): Promise<void> {
    throw new Error('migrations of Callout go forward only');
  }
}
