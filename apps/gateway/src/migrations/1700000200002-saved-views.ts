import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Names that people give to the filters of a page. Those of a site's people are its own. */
export class SavedViews1700000200002 implements MigrationInterface {
  name = 'SavedViews1700000200002';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE saved_view (
        id uuid PRIMARY KEY,
        owner_id uuid NOT NULL,
        owner_name text NOT NULL,
        roles text[] NOT NULL,
        site_id uuid,
        page text NOT NULL,
        name text NOT NULL,
        query text NOT NULL,
        shared boolean NOT NULL,
        saved_at timestamptz NOT NULL,
        CONSTRAINT saved_view_name UNIQUE (owner_id, page, name)
      );
      CREATE INDEX saved_view_shared ON saved_view (page, id) WHERE shared;
      ALTER TABLE saved_view ENABLE ROW LEVEL SECURITY;
      ALTER TABLE saved_view FORCE ROW LEVEL SECURITY;
      CREATE POLICY saved_view_site ON saved_view
        USING (CASE WHEN current_setting('app.sites', true) = '*' THEN true ELSE site_id::text = current_setting('app.sites', true) END);
    `);
  }

  async down(): Promise<void> {
    throw new Error('migrations of Callout go forward only');
  }
}
