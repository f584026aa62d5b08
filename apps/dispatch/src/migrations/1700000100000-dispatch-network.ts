import type { MigrationInterface, QueryRunner } from 'typeorm';
import { rowsOfSite } from './row-security.js';

const ofTechnician = (table: string) =>
  rowsOfSite(table, `EXISTS (SELECT 1 FROM technician t WHERE t.id = ${table}.technician_id)`);

/** The network: sites and technicians, plain rows that may be loaded in bulk. */
export class DispatchNetwork1700000100000 implements MigrationInterface {
  name = 'DispatchNetwork1700000100000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE site (
        id uuid PRIMARY KEY,
        code text NOT NULL UNIQUE,
        name text NOT NULL,
        kind text NOT NULL CHECK (kind IN ('own', 'franchised')),
        status text NOT NULL CHECK (status IN ('applied', 'audited', 'active', 'probation', 'suspended', 'cancelled')),
        lon double precision NOT NULL CHECK (lon BETWEEN -180 AND 180),
        lat double precision NOT NULL CHECK (lat BETWEEN -90 AND 90),
        time_zone text NOT NULL,
        country text NOT NULL,
        subdivision text NOT NULL,
        locality text NOT NULL,
        territory jsonb,                                  -- GeoJSON Polygon or MultiPolygon; where it is missing, the radius counts
        radius_metres integer NOT NULL DEFAULT 60000 CHECK (radius_metres > 0),
        opening_hours jsonb NOT NULL DEFAULT '[]',        -- [{"weekday": 1, "from": "08:00", "to": "18:00"}], 1 = Monday, local time; [] = always open
        holidays jsonb NOT NULL DEFAULT '[]',             -- ["2026-10-01"], local days
        daily_capacity integer NOT NULL DEFAULT 100 CHECK (daily_capacity >= 0), -- visits a day
        currency text NOT NULL CHECK (length(currency) = 3),
        categories text[] NOT NULL DEFAULT '{}',          -- product categories that it serves; empty = all
        version integer NOT NULL DEFAULT 1
      );
      CREATE TABLE site_transition (
        id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        site_id uuid NOT NULL REFERENCES site,
        from_status text NOT NULL,
        to_status text NOT NULL,
        reason text NOT NULL,
        actor_id uuid NOT NULL,
        actor_name text NOT NULL,
        at timestamptz NOT NULL
      );
      CREATE INDEX site_transition_site ON site_transition (site_id, id);

      CREATE TABLE technician (
        id uuid PRIMARY KEY,
        site_id uuid NOT NULL REFERENCES site,
        name text NOT NULL,
        active boolean NOT NULL DEFAULT true,
        home_lon double precision NOT NULL CHECK (home_lon BETWEEN -180 AND 180),
        home_lat double precision NOT NULL CHECK (home_lat BETWEEN -90 AND 90),
        van text,                                         -- plate or name of the van, if there is one
        version integer NOT NULL DEFAULT 1
      );
      CREATE INDEX technician_site ON technician (site_id, id);
      CREATE TABLE technician_skill (
        technician_id uuid NOT NULL REFERENCES technician ON DELETE CASCADE,
        skill text NOT NULL,
        level smallint NOT NULL CHECK (level BETWEEN 1 AND 5),
        PRIMARY KEY (technician_id, skill)
      );
      CREATE TABLE technician_certificate (
        technician_id uuid NOT NULL REFERENCES technician ON DELETE CASCADE,
        certificate text NOT NULL,
        expires_on date NOT NULL,                         -- the last local day on which it counts
        PRIMARY KEY (technician_id, certificate)
      );
      CREATE TABLE technician_shift (
        technician_id uuid NOT NULL REFERENCES technician ON DELETE CASCADE,
        weekday smallint NOT NULL CHECK (weekday BETWEEN 1 AND 7), -- 1 = Monday
        from_time text NOT NULL CHECK (from_time ~ '^([01][0-9]|2[0-3]):[0-5][0-9]$'), -- local time of the site
        to_time text NOT NULL CHECK (to_time ~ '^(([01][0-9]|2[0-3]):[0-5][0-9]|24:00)$'),
        PRIMARY KEY (technician_id, weekday, from_time),
        CHECK (to_time > from_time)
      );
      CREATE TABLE technician_absence (
        id uuid PRIMARY KEY,
        technician_id uuid NOT NULL REFERENCES technician ON DELETE CASCADE,
        from_at timestamptz NOT NULL,
        to_at timestamptz NOT NULL,
        reason text NOT NULL DEFAULT '',
        CHECK (to_at > from_at)
      );
      CREATE INDEX technician_absence_technician ON technician_absence (technician_id, from_at);

      -- What quality says of a site; apart from the site because it changes far more often.
      CREATE TABLE site_score (
        site_id uuid PRIMARY KEY,
        score double precision NOT NULL,
        orders integer NOT NULL,
        version integer NOT NULL
      );

      -- Every process keeps the network in memory. Each transaction that changes it raises the number here, bulk loads included; whoever
      -- matches an order reads the two numbers first and loads again what has changed.
      CREATE TABLE network_version (
        part text PRIMARY KEY CHECK (part IN ('network', 'scores')),
        version bigint NOT NULL
      );
      INSERT INTO network_version VALUES ('network', 1), ('scores', 1);
      CREATE FUNCTION raise_network_version() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        EXECUTE format('UPDATE %I.network_version SET version = version + 1 WHERE part = $1', TG_TABLE_SCHEMA) USING TG_ARGV[0];
        RETURN NULL;
      END $$;
      ${['site', 'technician', 'technician_skill', 'technician_certificate', 'technician_shift', 'technician_absence']
        .map((table) => trigger(table, 'network'))
        .join('')}
      ${trigger('site_score', 'scores')}

      ${rowsOfSite('site', 'id::text = $site')}
      ${rowsOfSite('site_transition')}
      ${rowsOfSite('technician')}
      ${['technician_skill', 'technician_certificate', 'technician_shift', 'technician_absence'].map(ofTechnician).join('')}
    `);
  }

  async down(): Promise<void> {
    throw new Error('migrations of Callout go forward only');
  }
}

const trigger = (table: string, part: string) => `
      CREATE TRIGGER ${table}_changed AFTER INSERT OR UPDATE OR DELETE ON ${table}
        FOR EACH STATEMENT EXECUTE FUNCTION raise_network_version('${part}');`;
