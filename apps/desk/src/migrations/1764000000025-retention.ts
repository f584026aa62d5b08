import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The retention rule may take personal data out of what is otherwise only ever added to; nothing else may, and no step goes. */
export class Retention1764000000025 implements MigrationInterface {
  name = 'Retention1764000000025';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE personal_data_removal (
        request_id uuid PRIMARY KEY REFERENCES service_request,
        removed_at timestamptz NOT NULL
      );
      ALTER TABLE personal_data_removal ENABLE ROW LEVEL SECURITY;
      ALTER TABLE personal_data_removal FORCE ROW LEVEL SECURITY;
      CREATE POLICY personal_data_removal_office ON personal_data_removal USING (current_setting('app.sites', true) = '*');

      ALTER TABLE attachment ALTER COLUMN content DROP NOT NULL, ADD removed_at timestamptz,
        ADD CONSTRAINT attachment_there_or_removed CHECK ((content IS NULL) = (removed_at IS NOT NULL)) NOT VALID;
      CREATE FUNCTION only_remove_content() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        IF TG_OP = 'UPDATE' AND NEW.content IS NULL
          AND (NEW.id, NEW.request_id, NEW.name, NEW.content_type, NEW.size_bytes, NEW.sha256, NEW.added_at)
            = (OLD.id, OLD.request_id, OLD.name, OLD.content_type, OLD.size_bytes, OLD.sha256, OLD.added_at) THEN
          RETURN NEW;
        END IF;
        RAISE EXCEPTION '% is append-only', TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
      END $$;
      DROP TRIGGER attachment_append_only ON attachment;
      CREATE TRIGGER attachment_append_only BEFORE UPDATE OR DELETE ON attachment
        FOR EACH ROW EXECUTE FUNCTION only_remove_content();

      -- A step that says who reported loses name, telephone and mail, and says so itself; everything else of it stays.
      CREATE FUNCTION only_remove_reporter() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        IF TG_OP = 'UPDATE' AND OLD.kind = 'reporter' AND NEW.data = (OLD.data - '{name,phone,email}'::text[]) || '{"removed": true}'
          AND (NEW.seq, NEW.request_id, NEW.kind, NEW.at, NEW.actor_kind, NEW.actor_id, NEW.actor_name)
            = (OLD.seq, OLD.request_id, OLD.kind, OLD.at, OLD.actor_kind, OLD.actor_id, OLD.actor_name)
          AND (NEW.from_status, NEW.to_status) IS NOT DISTINCT FROM (OLD.from_status, OLD.to_status) THEN
          RETURN NEW;
        END IF;
        RAISE EXCEPTION '% is append-only', TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
      END $$;
      DROP TRIGGER timeline_entry_append_only ON timeline_entry;
      CREATE TRIGGER timeline_entry_append_only BEFORE UPDATE OR DELETE ON timeline_entry
        FOR EACH ROW EXECUTE FUNCTION only_remove_reporter()`);
  }

  async down(): Promise<void> {
    throw new Error('migrations of Callout go forward only');
  }
}
