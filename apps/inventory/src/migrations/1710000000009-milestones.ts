import type { MigrationInterface, QueryRunner } from 'typeorm';

const statements = [
  // What was reported of an order and when it was expected from then on; ordering and booking in stand in the order itself.
  `CREATE TABLE replenishment_milestone (
    replenishment_order_id uuid NOT NULL REFERENCES replenishment_order,
    number integer NOT NULL, -- in the order in which they were told
    milestone text CHECK (milestone IN ('confirmed', 'produced', 'shipped', 'customs')), -- null: another date alone
    at timestamptz NOT NULL,
    eta timestamptz NOT NULL,
    note text,
    author text NOT NULL,
    entered_at timestamptz NOT NULL,
    PRIMARY KEY (replenishment_order_id, number)
  )`,
  `CREATE UNIQUE INDEX replenishment_milestone_once ON replenishment_milestone (replenishment_order_id, milestone)`,
  `ALTER TABLE replenishment_milestone ENABLE ROW LEVEL SECURITY`,
  `ALTER TABLE replenishment_milestone FORCE ROW LEVEL SECURITY`,
  `CREATE POLICY replenishment_milestone_site ON replenishment_milestone USING (current_setting('app.sites', true) = '*')`,
];

/** Where an order is between the supplier and the shelf. */
export class Milestones1710000000009 implements MigrationInterface {
  name = 'Milestones1710000000009';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of statements) await runner.query(statement);
  }

  async down(): Promise<void> {
    throw new Error('migrations of Callout go forward only');
  }
}
