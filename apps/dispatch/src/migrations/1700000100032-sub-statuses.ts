import type { MigrationInterface, QueryRunner } from 'typeorm';
import { rowsOfSite } from './row-security.js';

/** Sites' own words for where an order of a state stands, and which of them stands at which order. */
export class SubStatuses1700000100032 implements MigrationInterface {
  name = 'SubStatuses1700000100032';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE site_sub_statuses (
        site_id uuid PRIMARY KEY REFERENCES site,
        entries jsonb NOT NULL,      -- [{"code": "called", "name": "Customer called", "status": "accepted"}]
        version integer NOT NULL
      );

      CREATE TABLE order_sub_status (
        repair_order_id uuid PRIMARY KEY REFERENCES repair_order,
        site_id uuid NOT NULL REFERENCES site,
        code text NOT NULL,
        since timestamptz NOT NULL,
        after_step bigint NOT NULL   -- the last step of the order before it: with the next one it stands no longer
      );
      CREATE INDEX order_sub_status_site ON order_sub_status (site_id, repair_order_id);
      ${['site_sub_statuses', 'order_sub_status'].map((table) => rowsOfSite(table)).join('')}
    `);
  }

  async down(): Promise<void> {
    throw new Error('migrations of Callout go forward only');
  }
}
