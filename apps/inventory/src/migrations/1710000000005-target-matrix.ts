import type { MigrationInterface, QueryRunner } from 'typeorm';

const statements = [
  // The matrix that counts is the newest version. Version 1 is what Callout starts with and is not stored.
  `CREATE TABLE target_matrix (
    version integer PRIMARY KEY CHECK (version > 1),
    targets jsonb NOT NULL, -- fill rates by 'A/X/vital'
    reason text NOT NULL,
    author text NOT NULL,
    entered_at timestamptz NOT NULL
  )`,
  `ALTER TABLE target_matrix ENABLE ROW LEVEL SECURITY`,
  `ALTER TABLE target_matrix FORCE ROW LEVEL SECURITY`,
  `CREATE POLICY target_matrix_site ON target_matrix USING (current_setting('app.sites', true) = '*')`,
  // Which matrix a run was planned with; null in runs from before it could be edited.
  `ALTER TABLE planning_run ADD COLUMN target_matrix_version integer, ADD COLUMN targets jsonb`,
];

/** The matrix of targets that planners edit. */
export class TargetMatrix1710000000005 implements MigrationInterface {
  name = 'TargetMatrix1710000000005';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of statements) await runner.query(statement);
  }

  async down(): Promise<void> {
    throw new Error('migrations of Callout go forward only');
  }
}
