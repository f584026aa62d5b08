import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * The one door into the inbox from now on: the same as `inbox_accept`, with the messages as one JSON text, into which their data goes as it is. The older
 * door stays for instances of the version before, while a service is brought up to date.
 */
export class DeliveriesAsJson1700000000002 implements MigrationInterface {
  name = 'DeliveriesAsJson1700000000002';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(deliver);
  }

  async down(): Promise<void> {
    throw new Error('migrations of Callout go forward only');
  }
}

const deliver = `
  CREATE FUNCTION inbox_deliver(deliveries json) RETURNS smallint[] LANGUAGE plpgsql STRICT SECURITY DEFINER SET search_path FROM CURRENT AS $$
  DECLARE
    one record;
    accepted_lane smallint;
    lanes smallint[] := '{}';
  BEGIN
    FOR one IN SELECT * FROM json_to_recordset(deliveries) AS delivery (
      consumer text, id uuid, type text, key text, data json, headers json, at timestamptz
    ) LOOP
      INSERT INTO inbox_seen (consumer, event_id) VALUES (one.consumer, one.id) ON CONFLICT DO NOTHING;
      CONTINUE WHEN NOT FOUND;
      INSERT INTO inbox (consumer, event_id, type, key, data, headers, occurred_at)
      VALUES (one.consumer, one.id, one.type, one.key, one.data, one.headers, one.at) RETURNING lane INTO accepted_lane;
      IF NOT accepted_lane = ANY (lanes) THEN lanes := lanes || accepted_lane; END IF;
    END LOOP;
    RETURN lanes;
  END $$;
  REVOKE ALL ON FUNCTION inbox_deliver FROM PUBLIC;
`;
