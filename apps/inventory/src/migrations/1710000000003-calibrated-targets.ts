import type { MigrationInterface, QueryRunner } from 'typeorm';

const statements = [
  // What plans of the past would have delivered, by category; a run that was prepared without it plans for the promise itself.
  `ALTER TABLE planning_run ADD COLUMN calibrations jsonb`,
  // The fill rate that is planned for, so that target_share is delivered.
  `ALTER TABLE planned_item ADD COLUMN planned_share double precision`,
  `ALTER TABLE stock_policy ADD COLUMN planned_share double precision`,
];

/** Targets that are calibrated by what plans of the past would have delivered. */
export class CalibratedTargets1710000000003 implements MigrationInterface {
  name = 'CalibratedTargets1710000000003';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of statements) await runner.query(statement);
  }

  async down(): Promise<void> {
    throw new Error('migrations of Callout go forward only');
  }
}
