import type { MigrationInterface, QueryRunner } from 'typeorm';
import { rowsOfSite } from './row-security.js';

/** Plans of sites and days: what was asked, how far it is, what came out. */
export class DispatchPlans1700000100002 implements MigrationInterface {
  name = 'DispatchPlans1700000100002';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE plan (
        id uuid PRIMARY KEY,
        scope text NOT NULL,                              -- sites and days: one solve at a time, the newest request counts
        site_ids uuid[] NOT NULL,
        first_day date NOT NULL,
        last_day date NOT NULL,
        seconds integer NOT NULL,
        seed integer NOT NULL,
        status text NOT NULL,
        requested_by text NOT NULL,
        requested_at timestamptz NOT NULL,
        started_at timestamptz,
        ended_at timestamptz,
        published_at timestamptz,
        attempts smallint NOT NULL DEFAULT 0,
        lease_until timestamptz,                          -- system time: whoever solves it renews this
        stop_wanted boolean NOT NULL DEFAULT false,
        progress double precision NOT NULL DEFAULT 0,     -- share of its time, 0..1
        error text,
        outcome jsonb,                                    -- figures before and after; cost by term
        rows jsonb NOT NULL DEFAULT '[]',                 -- what changes, order by order
        version integer NOT NULL DEFAULT 1
      );
      CREATE INDEX plan_open ON plan (requested_at) WHERE status IN ('waiting', 'running');
      CREATE UNIQUE INDEX plan_one_waiting ON plan (scope) WHERE status = 'waiting';
      ${rowsOfSite('plan', 'site_ids::text[] = ARRAY[$site]')}
    `);
  }

  async down(): Promise<void> {
    throw new Error('migrations of Callout go forward only');
  }
}
