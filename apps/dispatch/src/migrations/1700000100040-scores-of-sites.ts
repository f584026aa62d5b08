import type { MigrationInterface, QueryRunner } from 'typeorm';
import { rowsOfSite } from './row-security.js';

/** What quality says of a site is shown to no other site. */
export class ScoresOfSites1700000100040 implements MigrationInterface {
  name = 'ScoresOfSites1700000100040';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(rowsOfSite('site_score'));
  }

  async down(): Promise<void> {
    throw new Error('migrations of Callout go forward only');
  }
}
