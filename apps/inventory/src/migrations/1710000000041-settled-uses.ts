import type { MigrationInterface, QueryRunner } from 'typeorm';

const statements = [
  `SELECT set_config('app.sites', '*', true)`,
  `ALTER TABLE uncounted_use
    ADD COLUMN id uuid NOT NULL DEFAULT gen_random_uuid() UNIQUE,
    ADD COLUMN demand_location_id uuid REFERENCES stock_location, -- where, and on which day, the counted pieces stand in demand; null where a server
    -- of the version before wrote it, for which the row's own place and day do
    ADD COLUMN demand_day date,
    ADD COLUMN settled_pieces integer CHECK (settled_pieces >= 0), -- what a planner counts instead of counted
    ADD COLUMN settled_because text,
    ADD COLUMN settled_by text,
    ADD COLUMN settled_at timestamptz,
    ADD COLUMN adjustment_id uuid REFERENCES demand_adjustment, -- null: the planner counts what was counted
    ADD COLUMN version integer NOT NULL DEFAULT 1,
    ADD CONSTRAINT uncounted_use_settlement CHECK (num_nulls(settled_pieces, settled_because, settled_by, settled_at) IN (0, 4)),
    ADD CONSTRAINT uncounted_use_adjustment CHECK (adjustment_id IS NULL OR settled_at IS NOT NULL)`,
  // As the demand of the order was counted; a row's own place and day where the order is not known. Ids sort by time, as new ones do (version 7).
  `UPDATE uncounted_use AS doubted SET id = (lpad(to_hex((extract(epoch FROM doubted.at) * 1000)::bigint), 12, '0') || '7' ||
        substr(doubted.id::text, 16, 3) || substr(doubted.id::text, 20, 4) || right(doubted.id::text, 12))::uuid,
      demand_location_id = coalesce(place.id, doubted.location_id),
      demand_day = (coalesce(reservation.wanted_at, doubted.at) AT TIME ZONE 'UTC')::date
    FROM uncounted_use AS own LEFT JOIN reservation USING (repair_order_id)
    LEFT JOIN stock_location AS place ON place.kind = 'site' AND place.site_id = reservation.wanted_site_id
    WHERE own.id = doubted.id`,
  // Kits ask for the doubts about the orders of a site.
  `CREATE INDEX uncounted_use_order ON uncounted_use (repair_order_id)`,
];

/** Doubted uses that planners settle: how many pieces count after all. */
export class SettledUses1710000000041 implements MigrationInterface {
  name = 'SettledUses1710000000041';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`SET LOCAL statement_timeout = 0`);
    for (const statement of statements) await runner.query(statement);
  }

  async down(): Promise<void> {
    throw new Error('migrations of Callout go forward only');
  }
}
