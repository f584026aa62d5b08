import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * A run reads parts and places and writes figures about them in the same breath, none of the two is ever deleted, and what is published still refers to both. Looking
 * each up again for every row took a sixth of the database's time in a run, and locked the rows of places that everybody else reads and changes.
 */
export class FiguresWithoutReferences1710000000024 implements MigrationInterface {
  name = 'FiguresWithoutReferences1710000000024';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      `ALTER TABLE planned_item DROP CONSTRAINT IF EXISTS planned_item_part_id_fkey, DROP CONSTRAINT IF EXISTS planned_item_location_id_fkey`,
    );
  }

  async down(): Promise<void> {
    throw new Error('migrations of Callout go forward only');
  }
}
