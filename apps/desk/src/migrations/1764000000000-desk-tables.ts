import type { MigrationInterface, QueryRunner } from 'typeorm';
import { callBackTables } from './sql/call-back-tables.js';
import { masterDataTables } from './sql/master-data-tables.js';
import { requestTables } from './sql/request-tables.js';
import { searchTables } from './sql/search-tables.js';
import { serviceLevelTables } from './sql/service-level-tables.js';
import { triageTables } from './sql/triage-tables.js';

/**
 * The tables of desk. For whoever fills them in bulk:
 *
 * - order: category, product, customer, contact, service_address, asset, triage_case; ids are UUIDs, `version` starts at 1 by itself;
 * - rows of customers and requests are under row-level security: insert inside `Transactions.run` as the system actor, or after
 *   `SELECT set_config('app.sites', '*', true)`;
 * - `search_term` fills itself by triggers, one run per statement: insert many rows per statement;
 * - a product or asset that others must know needs its event too (`ProductChanged`, `AssetRegistered`): publish it with
 *   `outbox.publishAll` in the same transaction;
 * - what triage knows is the rows of `triage_case`: one row per finished order, or one for `orders` alike. There are no counts to keep in step:
 *   each instance counts them in memory (`TriageModels`) and reads on from the last row that it has seen;
 * - service levels ('standard', 'gold') and the calendar of call-backs are here from the start.
 */
export class DeskTables1764000000000 implements MigrationInterface {
  name = 'DeskTables1764000000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const sql of [
      masterDataTables,
      serviceLevelTables,
      requestTables,
      callBackTables,
      triageTables,
      searchTables,
    ]) {
      await runner.query(sql);
    }
  }

  async down(): Promise<void> {
    throw new Error('migrations of Callout go forward only');
  }
}
