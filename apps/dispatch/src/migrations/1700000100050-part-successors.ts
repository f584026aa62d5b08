import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Which part takes the place of another one, as inventory says. */
export class PartSuccessors1700000100050 implements MigrationInterface {
  name = 'PartSuccessors1700000100050';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE part_successor (
        part_id uuid PRIMARY KEY,
        successor_id uuid,           -- null: it has none (any more)
        version integer NOT NULL
      )
    `);
  }

  async down(): Promise<void> {
    throw new Error('migrations of Callout go forward only');
  }
}
