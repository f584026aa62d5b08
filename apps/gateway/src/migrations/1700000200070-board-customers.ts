import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What went before an order is looked for by its customer. */
export class BoardCustomers1700000200070 implements MigrationInterface {
  name = 'BoardCustomers1700000200070';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('CREATE INDEX board_order_customer ON board_order (customer_id, opened_at)');
  }

  async down(): Promise<void> {
    throw new Error('migrations of Callout go forward only');
  }
}
