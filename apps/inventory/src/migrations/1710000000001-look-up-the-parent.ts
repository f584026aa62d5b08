import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What belongs to a reservation or a place is seen by who sees that. One row of it is looked up: `IN` and `EXISTS` may be planned as a hash of all that
 * the site sees, made anew for each statement.
 */
const parents = [
  ['reservation_line', 'reservation', 'parent.repair_order_id = reservation_line.repair_order_id'],
  ['stock_movement', 'stock_location', 'parent.id = stock_movement.location_id'],
  ['demand', 'stock_location', 'parent.id = demand.location_id'],
] as const;

export class LookUpTheParent1710000000001 implements MigrationInterface {
  name = 'LookUpTheParent1710000000001';

  async up(runner: QueryRunner): Promise<void> {
    for (const [table, parent, belongs] of parents) {
      await runner.query(`DROP POLICY ${table}_site ON ${table}`);
      await runner.query(`
        CREATE POLICY ${table}_site ON ${table} USING (
          CASE WHEN current_setting('app.sites', true) = '*' THEN true ELSE (SELECT true FROM ${parent} AS parent WHERE ${belongs}) END)`);
    }
  }

  async down(): Promise<void> {
    throw new Error('migrations of Callout go forward only');
  }
}
