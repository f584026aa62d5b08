/**
 * Prefix search over customers, assets and requests: one row per word. A word with Chinese characters is stored from each of its characters
 * on (王小明, 小明, 明), a phone number by its last 11, 10 and 4 digits too. Filled by triggers, so that no way of writing can forget it.
 * A row of a customer has neither asset nor request.
 */
export const searchTables = `
  CREATE TABLE search_term (
    term text COLLATE "C" NOT NULL,
    customer_id uuid NOT NULL,
    asset_id uuid,
    request_id uuid,
    source uuid NOT NULL,
    PRIMARY KEY (term, source)
  );
  CREATE INDEX search_term_source ON search_term (source);
  CREATE INDEX search_term_customer ON search_term (customer_id, term);

  CREATE FUNCTION search_words(text) RETURNS SETOF text LANGUAGE sql IMMUTABLE AS $$
    SELECT DISTINCT CASE WHEN word ~ '[\\u3400-\\u9fff]' THEN substr(word, start) ELSE word END
    FROM regexp_split_to_table(lower(normalize($1, NFKC)), '[\\s,;()"]+') AS word,
         generate_series(1, CASE WHEN word ~ '[\\u3400-\\u9fff]' THEN least(length(word), 30) ELSE 1 END) AS start
    WHERE word <> ''
  $$;

  CREATE FUNCTION search_digits(text) RETURNS SETOF text LANGUAGE sql IMMUTABLE AS $$
    SELECT DISTINCT right(digits, kept)
    FROM regexp_replace($1, '\\D', '', 'g') AS digits, unnest(ARRAY[20, 11, 10, 4]) AS kept
    WHERE length(digits) >= 4
  $$;

  CREATE FUNCTION index_customer() RETURNS trigger LANGUAGE plpgsql SET search_path FROM CURRENT AS $$
  BEGIN
    IF TG_OP = 'UPDATE' THEN
      DELETE FROM search_term USING changed WHERE source = changed.id;
    END IF;
    INSERT INTO search_term (term, customer_id, source)
      SELECT term, changed.id, changed.id FROM changed, search_words(concat_ws(' ', name, external_id)) AS term
      ON CONFLICT DO NOTHING;
    RETURN NULL;
  END $$;

  CREATE FUNCTION index_contact() RETURNS trigger LANGUAGE plpgsql SET search_path FROM CURRENT AS $$
  BEGIN
    IF TG_OP = 'UPDATE' THEN
      DELETE FROM search_term USING changed WHERE source = changed.id;
    END IF;
    INSERT INTO search_term (term, customer_id, source)
      SELECT term, customer_id, changed.id FROM changed, search_words(concat_ws(' ', name, email)) AS term
      UNION SELECT term, customer_id, changed.id FROM changed, search_digits(phone) AS term
      ON CONFLICT DO NOTHING;
    RETURN NULL;
  END $$;

  CREATE FUNCTION index_service_address() RETURNS trigger LANGUAGE plpgsql SET search_path FROM CURRENT AS $$
  BEGIN
    IF TG_OP = 'UPDATE' THEN
      DELETE FROM search_term USING changed WHERE source = changed.id;
    END IF;
    INSERT INTO search_term (term, customer_id, source)
      SELECT term, customer_id, changed.id FROM changed, search_words(concat_ws(' ', street, postal_code, locality)) AS term
      ON CONFLICT DO NOTHING;
    RETURN NULL;
  END $$;

  CREATE FUNCTION index_asset() RETURNS trigger LANGUAGE plpgsql SET search_path FROM CURRENT AS $$
  BEGIN
    IF TG_OP = 'UPDATE' THEN
      DELETE FROM search_term USING changed WHERE source = changed.id;
    END IF;
    INSERT INTO search_term (term, customer_id, asset_id, source)
      SELECT term, customer_id, changed.id, changed.id
      FROM changed, search_words(concat_ws(' ', serial_number, external_id)) AS term
      ON CONFLICT DO NOTHING;
    RETURN NULL;
  END $$;

  CREATE FUNCTION index_request() RETURNS trigger LANGUAGE plpgsql SET search_path FROM CURRENT AS $$
  BEGIN
    INSERT INTO search_term (term, customer_id, asset_id, request_id, source)
      SELECT term, customer_id, asset_id, changed.id, changed.id
      FROM changed, search_words(concat_ws(' ', number, external_id)) AS term
      ON CONFLICT DO NOTHING;
    RETURN NULL;
  END $$;

  CREATE TRIGGER customer_search_new AFTER INSERT ON customer
    REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION index_customer();
  CREATE TRIGGER customer_search_changed AFTER UPDATE ON customer
    REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION index_customer();
  CREATE TRIGGER contact_search_new AFTER INSERT ON contact
    REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION index_contact();
  CREATE TRIGGER contact_search_changed AFTER UPDATE ON contact
    REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION index_contact();
  CREATE TRIGGER service_address_search_new AFTER INSERT ON service_address
    REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION index_service_address();
  CREATE TRIGGER service_address_search_changed AFTER UPDATE ON service_address
    REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION index_service_address();
  CREATE TRIGGER asset_search_new AFTER INSERT ON asset
    REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION index_asset();
  CREATE TRIGGER asset_search_changed AFTER UPDATE ON asset
    REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION index_asset();
  CREATE TRIGGER service_request_search_new AFTER INSERT ON service_request
    REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION index_request();
`;
