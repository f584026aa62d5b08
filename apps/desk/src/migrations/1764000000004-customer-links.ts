import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What customers open without signing in: links to one request, codes on assets, and the names of the sites that serve them. */
export class CustomerLinks1764000000004 implements MigrationInterface {
  name = 'CustomerLinks1764000000004';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE customer_link (
        id uuid PRIMARY KEY,
        request_id uuid NOT NULL REFERENCES service_request,
        secret_hash bytea NOT NULL,
        created_by text NOT NULL,
        created_at timestamptz NOT NULL,
        expires_at timestamptz,
        revoked_at timestamptz,
        photos smallint NOT NULL DEFAULT 0
      );
      CREATE INDEX customer_link_request ON customer_link (request_id, id);

      -- No secret: whoever stands before the asset may read it. It opens a report and shows nothing of anybody.
      CREATE TABLE asset_code (
        asset_id uuid PRIMARY KEY REFERENCES asset,
        code text NOT NULL UNIQUE,
        created_at timestamptz NOT NULL
      );

      CREATE TABLE site_name (
        site_id uuid PRIMARY KEY,
        name text NOT NULL,
        version integer NOT NULL
      );

      ALTER TABLE customer_link ENABLE ROW LEVEL SECURITY;
      ALTER TABLE customer_link FORCE ROW LEVEL SECURITY;
      CREATE POLICY customer_link_office ON customer_link USING (current_setting('app.sites', true) = '*')`);
  }

  async down(): Promise<void> {
    throw new Error('migrations of Callout go forward only');
  }
}
