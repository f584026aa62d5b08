/** Service requests with their clocks, timeline and attachments. site_id is the site that accepted: only it may see the row. */
export const requestTables = `
  CREATE SEQUENCE request_number;

  CREATE TABLE service_request (
    id uuid PRIMARY KEY,
    number text NOT NULL UNIQUE,
    external_id text UNIQUE,
    channel text NOT NULL,
    status text NOT NULL CHECK (status IN
      ('new', 'triaged', 'solved_remotely', 'dispatched', 'callback_due', 'closed', 'reopened', 'cancelled')),
    priority text NOT NULL,
    emergency boolean NOT NULL,
    customer_id uuid NOT NULL REFERENCES customer,
    asset_id uuid NOT NULL REFERENCES asset,
    product_id uuid NOT NULL REFERENCES product,
    category text NOT NULL,
    address_id uuid NOT NULL REFERENCES service_address,
    place jsonb NOT NULL,
    problem text NOT NULL,
    symptom_code text,
    windows jsonb NOT NULL DEFAULT '[]',
    triage jsonb,
    owner_id uuid,
    owner_name text,
    opened_at timestamptz NOT NULL,
    first_response_due_at timestamptz NOT NULL,
    due_by timestamptz NOT NULL,
    at_risk boolean NOT NULL DEFAULT false,
    breached boolean NOT NULL DEFAULT false,
    attempt smallint NOT NULL DEFAULT 0,
    repair_order_id uuid,
    repair_order_status text,
    repair_order_version integer NOT NULL DEFAULT 0,
    higher_level_needed boolean NOT NULL DEFAULT false,
    site_id uuid,
    technician_id uuid,
    visit_id uuid,
    promised_from timestamptz,
    promised_to timestamptz,
    promised_at timestamptz,
    solution text,
    outcome text,
    closed_at timestamptz,
    version integer NOT NULL DEFAULT 1
  ) WITH (fillfactor = 80);
  CREATE INDEX service_request_opened ON service_request (opened_at DESC, id DESC);
  CREATE INDEX service_request_customer ON service_request (customer_id, opened_at DESC, id DESC);
  CREATE INDEX service_request_asset ON service_request (asset_id, opened_at DESC, id DESC);
  CREATE INDEX service_request_site ON service_request (site_id, opened_at DESC, id DESC) WHERE site_id IS NOT NULL;
  CREATE INDEX service_request_owner ON service_request (owner_id, opened_at DESC, id DESC) WHERE owner_id IS NOT NULL;
  CREATE INDEX service_request_status ON service_request (status, opened_at DESC, id DESC);
  CREATE INDEX service_request_breached ON service_request (due_by, id) WHERE breached AND status NOT IN ('closed', 'cancelled');
  CREATE INDEX service_request_at_risk ON service_request (due_by, id) WHERE at_risk AND status NOT IN ('closed', 'cancelled');

  -- One row per promise: first_response once, completion again (attempt + 1) when a request is reopened. due_at is null while the clock stands.
  CREATE TABLE service_clock (
    request_id uuid NOT NULL REFERENCES service_request,
    kind text NOT NULL CHECK (kind IN ('first_response', 'completion')),
    attempt smallint NOT NULL,
    target_seconds integer NOT NULL,
    warn_seconds integer NOT NULL,
    calendar jsonb,
    started_at timestamptz NOT NULL,
    used_milliseconds bigint NOT NULL DEFAULT 0,
    running_since timestamptz,
    pauses text[] NOT NULL DEFAULT '{}',
    due_at timestamptz,
    warned_at timestamptz,
    breached_at timestamptz,
    stopped_at timestamptz,
    PRIMARY KEY (request_id, kind, attempt)
  );

  CREATE TABLE timeline_entry (
    seq bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    request_id uuid NOT NULL REFERENCES service_request,
    kind text NOT NULL,
    at timestamptz NOT NULL,
    from_status text,
    to_status text,
    actor_kind text NOT NULL,
    actor_id uuid NOT NULL,
    actor_name text NOT NULL,
    data jsonb NOT NULL DEFAULT '{}'
  );
  CREATE INDEX timeline_entry_request ON timeline_entry (request_id, seq);
  CREATE INDEX timeline_entry_reported_again ON timeline_entry ((data->>'externalId')) WHERE kind = 'reported_again';

  CREATE TABLE attachment (
    id uuid PRIMARY KEY,
    request_id uuid NOT NULL REFERENCES service_request,
    name text NOT NULL,
    content_type text NOT NULL,
    size_bytes integer NOT NULL,
    sha256 text NOT NULL,
    content bytea NOT NULL,
    added_at timestamptz NOT NULL
  );
  ALTER TABLE attachment ALTER COLUMN content SET STORAGE EXTERNAL;
  CREATE INDEX attachment_request ON attachment (request_id, id);

  CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    RAISE EXCEPTION '% is append-only', TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
  END $$;
  CREATE TRIGGER timeline_entry_append_only BEFORE UPDATE OR DELETE ON timeline_entry
    FOR EACH ROW EXECUTE FUNCTION refuse_change();
  CREATE TRIGGER attachment_append_only BEFORE UPDATE OR DELETE ON attachment
    FOR EACH ROW EXECUTE FUNCTION refuse_change();

  ALTER TABLE service_request ENABLE ROW LEVEL SECURITY;
  ALTER TABLE service_request FORCE ROW LEVEL SECURITY;
  CREATE POLICY service_request_site ON service_request
    USING (current_setting('app.sites', true) = '*' OR site_id::text = current_setting('app.sites', true));

  -- What belongs to a customer shows to a site only through a request that it serves.
  ALTER TABLE customer ENABLE ROW LEVEL SECURITY;
  ALTER TABLE customer FORCE ROW LEVEL SECURITY;
  CREATE POLICY customer_site ON customer USING (current_setting('app.sites', true) = '*'
    OR EXISTS (SELECT FROM service_request WHERE service_request.customer_id = customer.id
               AND service_request.site_id::text = current_setting('app.sites', true)));
  ALTER TABLE contact ENABLE ROW LEVEL SECURITY;
  ALTER TABLE contact FORCE ROW LEVEL SECURITY;
  CREATE POLICY contact_site ON contact USING (current_setting('app.sites', true) = '*'
    OR EXISTS (SELECT FROM service_request WHERE service_request.customer_id = contact.customer_id
               AND service_request.site_id::text = current_setting('app.sites', true)));
  ALTER TABLE service_address ENABLE ROW LEVEL SECURITY;
  ALTER TABLE service_address FORCE ROW LEVEL SECURITY;
  CREATE POLICY service_address_site ON service_address USING (current_setting('app.sites', true) = '*'
    OR EXISTS (SELECT FROM service_request WHERE service_request.address_id = service_address.id
               AND service_request.customer_id = service_address.customer_id
               AND service_request.site_id::text = current_setting('app.sites', true)));
`;
