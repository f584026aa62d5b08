import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Improvements of a running day are plans too: what caused them, whom they look at, and how far a site lets them go. */
export class DayImprovements1700000100005 implements MigrationInterface {
  name = 'DayImprovements1700000100005';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE plan
        ADD kind text NOT NULL DEFAULT 'day',
        ADD causes jsonb NOT NULL DEFAULT '[]',           -- [{event, at, technicianId, visitId, repairOrderId, orderNumber}]
        ADD not_before timestamptz,                       -- system time: more may happen until then
        ADD lapsed_because text;
      CREATE INDEX plan_improvement ON plan (scope, not_before) WHERE kind = 'improvement';
      CREATE INDEX plan_proposed ON plan (id) WHERE kind = 'improvement' AND status = 'ready';
      ALTER TABLE site ADD day_improvements text;         -- automatic, proposed, off; null = as the network
    `);
  }

  async down(): Promise<void> {
    throw new Error('migrations of Callout go forward only');
  }
}
