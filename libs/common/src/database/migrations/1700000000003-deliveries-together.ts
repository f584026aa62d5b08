import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * The door into the inbox takes long lists together: half the work for a hundred messages, a fifth less for ten, but more for one or two, which come in
 * one after the other as before. What comes twice in one list comes in once, where it came first; the rows are numbered in the order of the list.
 */
export class DeliveriesTogether1700000000003 implements MigrationInterface {
  name = 'DeliveriesTogether1700000000003';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(deliver);
  }

  async down(): Promise<void> {
    throw new Error('migrations of Callout go forward only');
  }
}

/** Longer lists are taken in together. */
const fewMessages = 4;

const deliver = `
  CREATE OR REPLACE FUNCTION inbox_deliver(deliveries json) RETURNS smallint[] LANGUAGE plpgsql STRICT SECURITY DEFINER SET search_path FROM CURRENT AS $$
  DECLARE
    one record;
    accepted_lane smallint;
    lanes smallint[] := '{}';
  BEGIN
    IF json_array_length(deliveries) <= ${fewMessages} THEN
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
    END IF;
    WITH delivery AS (
      SELECT DISTINCT ON (consumer, id) * FROM ROWS FROM (json_to_recordset(deliveries) AS (
        consumer text, id uuid, type text, key text, data json, headers json, at timestamptz
      )) WITH ORDINALITY AS listed (consumer, id, type, key, data, headers, at, place)
      ORDER BY consumer, id, place
    ), seen AS (
      INSERT INTO inbox_seen (consumer, event_id) SELECT consumer, id FROM delivery ON CONFLICT DO NOTHING RETURNING consumer, event_id
    ), accepted AS (
      INSERT INTO inbox (consumer, event_id, type, key, data, headers, occurred_at)
      SELECT consumer, id, type, key, data, headers, at FROM delivery JOIN seen USING (consumer) WHERE event_id = id ORDER BY place
      RETURNING lane
    )
    SELECT array_agg(DISTINCT lane) INTO lanes FROM accepted;
    RETURN coalesce(lanes, '{}');
  END $$;
`;
