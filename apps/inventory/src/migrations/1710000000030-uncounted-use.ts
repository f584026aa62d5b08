import type { MigrationInterface, QueryRunner } from 'typeorm';

const everySite = `current_setting('app.sites', true) = '*'`;

const statements = [
  // What visits reported and demand does not count: pieces that nobody can have had, and parts that no catalogue has.
  `CREATE TABLE uncounted_use (
    visit_id uuid NOT NULL,
    part_id uuid NOT NULL, -- no reference: it may be unknown
    repair_order_id uuid NOT NULL,
    location_id uuid NOT NULL REFERENCES stock_location, -- of the visit's site
    reported integer NOT NULL CHECK (reported > 0),
    counted integer NOT NULL CHECK (counted >= 0 AND counted < reported),
    at timestamptz NOT NULL,
    PRIMARY KEY (visit_id, part_id)
  )`,
  `CREATE INDEX uncounted_use_part ON uncounted_use (part_id, at)`,
  `ALTER TABLE uncounted_use ENABLE ROW LEVEL SECURITY`,
  `ALTER TABLE uncounted_use FORCE ROW LEVEL SECURITY`,
  `CREATE POLICY uncounted_use_site ON uncounted_use USING (CASE WHEN ${everySite} THEN true ELSE
    coalesce((SELECT true FROM stock_location AS parent WHERE parent.id = uncounted_use.location_id), false) END)`,

  `CREATE INDEX reservation_line_unbacked_part ON reservation_line (part_id, wanted_since) WHERE state = 'unbacked'`,

  // An exception, and its settlement, may be about a part that no catalogue has.
  `ALTER TABLE planning_exception DROP CONSTRAINT planning_exception_part_id_fkey`,
  `ALTER TABLE exception_settlement DROP CONSTRAINT exception_settlement_part_id_fkey`,
  `ALTER TABLE planning_exception DROP CONSTRAINT planning_exception_kind_check,
    ADD CONSTRAINT planning_exception_kind_check CHECK (kind IN ('stock_out_predicted', 'target_missed', 'demand_shift', 'late_order', 'excess',
      'new_part', 'move_proposed', 'unbacked_use', 'unknown_part'))`,
];

/** Reported use that nobody can have had, and parts that nobody knows, for planners to see. */
export class UncountedUse1710000000030 implements MigrationInterface {
  name = 'UncountedUse1710000000030';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`SET LOCAL statement_timeout = 0`);
    for (const statement of statements) await runner.query(statement);
  }

  async down(): Promise<void> {
    throw new Error('migrations of Callout go forward only');
  }
}
