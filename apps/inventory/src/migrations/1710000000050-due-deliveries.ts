import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Finds all that is due at once, not order by order. */
export class DueDeliveries1710000000050 implements MigrationInterface {
  name = 'DueDeliveries1710000000050';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`SET LOCAL statement_timeout = 0`);
    await runner.query(`CREATE INDEX replenishment_order_due ON replenishment_order (eta) WHERE status <> 'received'`);
  }

  async down(): Promise<void> {
    throw new Error('migrations of Callout go forward only');
  }
}
