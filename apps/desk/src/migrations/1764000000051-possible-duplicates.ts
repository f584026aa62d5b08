import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What is open of a customer, however much he has had repaired: what a report without a known unit is looked up in. */
export class PossibleDuplicates1764000000051 implements MigrationInterface {
  name = 'PossibleDuplicates1764000000051';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE INDEX service_request_open_of_customer ON service_request (customer_id, category, opened_at DESC, id DESC)
        WHERE status NOT IN ('closed', 'cancelled')`);
  }

  async down(): Promise<void> {
    throw new Error('migrations of Callout go forward only');
  }
}
