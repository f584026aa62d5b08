import type { MigrationInterface, QueryRunner } from 'typeorm';
import { rowsOfSite } from './row-security.js';

/** Audits that are repeated for as long as a site works, what they found, and the training of its people. */
export class SiteCare1700000100030 implements MigrationInterface {
  name = 'SiteCare1700000100030';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE site_audit (
        id uuid PRIMARY KEY,
        site_id uuid NOT NULL REFERENCES site,
        status text NOT NULL CHECK (status IN ('planned', 'held', 'cancelled')),
        planned_for date NOT NULL,                        -- local day of the site
        auditor text,
        held_on date,
        result text CHECK (result IN ('passed', 'conditions', 'failed')),
        next_due_on date,                                 -- the next audit must be held by then
        note text,
        version integer NOT NULL DEFAULT 1,
        CHECK ((status = 'held') = (held_on IS NOT NULL AND result IS NOT NULL AND next_due_on IS NOT NULL))
      );
      CREATE INDEX site_audit_site ON site_audit (site_id, id);
      CREATE UNIQUE INDEX site_audit_one_planned ON site_audit (site_id) WHERE status = 'planned';

      CREATE TABLE site_finding (
        id uuid PRIMARY KEY,
        audit_id uuid NOT NULL REFERENCES site_audit,
        site_id uuid NOT NULL REFERENCES site,
        severity text NOT NULL CHECK (severity IN ('minor', 'major', 'critical')),
        finding text NOT NULL,
        due_on date NOT NULL,
        settled_on date,
        settlement text,
        CHECK ((settled_on IS NULL) = (settlement IS NULL))
      );
      CREATE INDEX site_finding_audit ON site_finding (audit_id, id);
      CREATE INDEX site_finding_open ON site_finding (site_id) WHERE settled_on IS NULL;

      CREATE TABLE training (
        id uuid PRIMARY KEY,
        site_id uuid NOT NULL REFERENCES site,
        technician_id uuid NOT NULL REFERENCES technician,
        title text NOT NULL,
        skill text,
        planned_for date NOT NULL,
        held_on date,
        result text CHECK (result IN ('passed', 'failed')),
        note text,
        version integer NOT NULL DEFAULT 1,
        CHECK ((held_on IS NULL) = (result IS NULL))
      );
      CREATE INDEX training_site ON training (site_id, id);
      CREATE INDEX training_technician ON training (technician_id, id);

      ${['site_audit', 'site_finding', 'training'].map((table) => rowsOfSite(table)).join('')}
    `);
  }

  async down(): Promise<void> {
    throw new Error('migrations of Callout go forward only');
  }
}
