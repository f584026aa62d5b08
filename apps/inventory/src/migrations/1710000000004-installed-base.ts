import type { MigrationInterface, QueryRunner } from 'typeorm';

const statements = [
  // Units in the field, as desk registers them: category, since when, where.
  `CREATE TABLE installed_unit (
    asset_id uuid PRIMARY KEY,
    category text NOT NULL,
    installed_on date NOT NULL,
    lon double precision NOT NULL,
    lat double precision NOT NULL,
    version integer NOT NULL
  )`,
  `CREATE INDEX installed_unit_category ON installed_unit (category, installed_on)`,

  // Since when a part is in the catalogue; null: since before anybody wrote it down.
  `ALTER TABLE part ADD COLUMN entered_on date`,

  // What a run knows about a place and a category: how much it is asked for, and how many units stand around it.
  `CREATE TABLE planning_base (
    run_id uuid NOT NULL REFERENCES planning_run ON DELETE CASCADE,
    category text NOT NULL,
    location_id uuid NOT NULL REFERENCES stock_location,
    wanted double precision NOT NULL DEFAULT 0, -- pieces in the last year of the history
    wanted_per_day double precision NOT NULL DEFAULT 0, -- in its last half year
    unit_years double precision NOT NULL DEFAULT 0, -- in the last year of the history
    units double precision NOT NULL DEFAULT 0, -- at the end of the history
    PRIMARY KEY (run_id, category, location_id)
  )`,
  // Failure rates per unit-year of each category's parts, as gamma distributions.
  `ALTER TABLE planning_run ADD COLUMN rate_priors jsonb`,
  ...['installed_unit', 'planning_base'].flatMap((table) => [
    `ALTER TABLE ${table} ENABLE ROW LEVEL SECURITY`,
    `ALTER TABLE ${table} FORCE ROW LEVEL SECURITY`,
    `CREATE POLICY ${table}_site ON ${table} USING (current_setting('app.sites', true) = '*')`,
  ]),
];

/** Units in the field, and what a run makes of them and of the demand of whole categories. */
export class InstalledBase1710000000004 implements MigrationInterface {
  name = 'InstalledBase1710000000004';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of statements) await runner.query(statement);
  }

  async down(): Promise<void> {
    throw new Error('migrations of Callout go forward only');
  }
}
