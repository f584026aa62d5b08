import type { MigrationInterface, QueryRunner } from 'typeorm';

const statements = [
  // Of a site: whether its stock is the manufacturer's own and may be moved, told with each change of the site. Null: not told yet, so nobody moves it.
  `ALTER TABLE stock_location ADD COLUMN owned boolean`,

  // What proposes it: the review of stock, or a run that found pieces that had better lie elsewhere.
  `ALTER TABLE proposal ADD COLUMN source text NOT NULL DEFAULT 'review' CHECK (source IN ('review', 'rebalance', 'excess', 'kit')),
    ADD COLUMN cost_minor bigint, ADD COLUMN gain_minor bigint, ADD COLUMN saved_shortages double precision,
    ADD CHECK (source = 'review' OR (kind = 'transfer' AND from_location_id IS NOT NULL AND gain_minor IS NOT NULL))`,
  `DROP INDEX proposal_open`,
  `CREATE UNIQUE INDEX proposal_open ON proposal (part_id, to_location_id) WHERE status = 'open' AND source = 'review'`,
  `CREATE UNIQUE INDEX proposal_move ON proposal (part_id, from_location_id, to_location_id) WHERE status = 'open' AND source <> 'review'`,

  `ALTER TABLE planning_exception DROP CONSTRAINT planning_exception_kind_check,
    ADD CONSTRAINT planning_exception_kind_check CHECK (kind IN
      ('stock_out_predicted', 'target_missed', 'demand_shift', 'late_order', 'excess', 'new_part', 'move_proposed'))`,
];

/** Proposals to move stock within the own network. */
export class Moves1710000000022 implements MigrationInterface {
  name = 'Moves1710000000022';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of statements) await runner.query(statement);
  }

  async down(): Promise<void> {
    throw new Error('migrations of Callout go forward only');
  }
}
