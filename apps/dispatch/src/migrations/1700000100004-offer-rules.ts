import type { MigrationInterface, QueryRunner } from 'typeorm';
import { rowsOfSite } from './row-security.js';

/** How offers are made in the whole network, and what has come of each site's offers. */
export class OfferRules1700000100004 implements MigrationInterface {
  name = 'OfferRules1700000100004';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE offer_rules (
        id smallint PRIMARY KEY DEFAULT 1 CHECK (id = 1), -- one row, from the first change on; the usual rules until then
        asked_at_once jsonb NOT NULL,                     -- {"low": 1, "normal": 1, "high": 1, "urgent": 1, "emergency": 3}
        counter jsonb NOT NULL,                           -- {"laterMinutes": null, "pastDueMinutes": 120, "prices": []}
        version integer NOT NULL
      );
      CREATE TRIGGER offer_rules_changed AFTER INSERT OR UPDATE OR DELETE ON offer_rules
        FOR EACH STATEMENT EXECUTE FUNCTION raise_network_version('network');

      -- Sums of weights that double every 90 days (core/offers/forward-decay.ts), so that writers only ever add.
      CREATE TABLE offer_history (
        site_id uuid PRIMARY KEY,
        accepted double precision NOT NULL DEFAULT 0,
        declined double precision NOT NULL DEFAULT 0,
        expired double precision NOT NULL DEFAULT 0,
        answers double precision[] NOT NULL DEFAULT array_fill(0::double precision, ARRAY[32]) -- by answer time (core/offers/answer-sketch.ts)
      ) WITH (fillfactor = 50);
      ${rowsOfSite('offer_history')}

      SELECT set_config('app.sites', '*', true);
      INSERT INTO offer_history (site_id, accepted, declined, expired)
        SELECT site_id, coalesce(sum(weight) FILTER (WHERE status = 'accepted'), 0),
          coalesce(sum(weight) FILTER (WHERE status IN ('declined', 'refused')), 0),
          coalesce(sum(weight) FILTER (WHERE status = 'expired'), 0)
        FROM (
          SELECT site_id, status,
            power(2, extract(epoch FROM coalesce(answered_at, made_at) - timestamptz '2026-01-01Z')::double precision / (90 * 86400)) AS weight
          FROM offer WHERE status IN ('accepted', 'declined', 'refused', 'expired')) AS decided
        GROUP BY site_id;
    `);
  }

  async down(): Promise<void> {
    throw new Error('migrations of Callout go forward only');
  }
}
