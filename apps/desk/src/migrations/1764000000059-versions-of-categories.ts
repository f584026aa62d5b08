import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A category is changed only by who has seen what is there. */
export class VersionsOfCategories1764000000059 implements MigrationInterface {
  name = 'VersionsOfCategories1764000000059';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE category ADD COLUMN version integer NOT NULL DEFAULT 1`);
  }

  async down(): Promise<void> {
    throw new Error('migrations of Callout go forward only');
  }
}
