import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The board shows which visits are pinned. */
export class BoardPins1700000200050 implements MigrationInterface {
  name = 'BoardPins1700000200050';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE board_visit
        ADD is_pinned boolean NOT NULL DEFAULT false,
        ADD pin_reason text;
    `);
  }

  async down(): Promise<void> {
    throw new Error('migrations of Callout go forward only');
  }
}
