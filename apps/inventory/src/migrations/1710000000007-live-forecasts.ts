import type { MigrationInterface, QueryRunner } from 'typeorm';

const statements = [
  // Demand that stored forecasts do not know yet. Rows are only added and taken away, so that nobody who adds one waits for who takes others away.
  `CREATE TABLE forecast_stale (
    part_id uuid NOT NULL,
    location_id uuid NOT NULL,
    day date NOT NULL, -- on which it was wanted
    pieces integer NOT NULL
  )`,
  `ALTER TABLE forecast_stale ENABLE ROW LEVEL SECURITY`,
  `ALTER TABLE forecast_stale FORCE ROW LEVEL SECURITY`,
  `CREATE POLICY forecast_stale_site ON forecast_stale USING (current_setting('app.sites', true) = '*')`,
  // The published forecast brought up to now: LiveRow of inventory. Null: nothing was wanted since.
  `ALTER TABLE forecast ADD COLUMN live jsonb`,
  // What a place supplies is looked for at every demand.
  `CREATE INDEX stock_location_supplier ON stock_location (supplied_from_id)`,
];

/** Forecasts that follow every demand between two runs. */
export class LiveForecasts1710000000007 implements MigrationInterface {
  name = 'LiveForecasts1710000000007';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of statements) await runner.query(statement);
  }

  async down(): Promise<void> {
    throw new Error('migrations of Callout go forward only');
  }
}
