import type { MigrationInterface, QueryRunner } from 'typeorm';

const statements = [
  `CREATE TABLE part (
    id uuid PRIMARY KEY,
    number text NOT NULL UNIQUE,
    name_en text NOT NULL,
    name_zh text NOT NULL,
    category text NOT NULL,
    unit_cost_minor integer NOT NULL CHECK (unit_cost_minor >= 0),
    currency text NOT NULL,
    criticality text NOT NULL CHECK (criticality IN ('vital', 'essential', 'desirable')),
    pack_quantity integer NOT NULL DEFAULT 1 CHECK (pack_quantity >= 1),
    -- the part that replaces this one; its stock may serve this one's needs
    superseded_by_part_id uuid REFERENCES part CHECK (superseded_by_part_id <> id),
    weight_grams integer CHECK (weight_grams > 0),
    volume_cubic_centimetres integer CHECK (volume_cubic_centimetres > 0),
    version integer NOT NULL DEFAULT 1
  )`,
  `CREATE INDEX part_superseded_by ON part (superseded_by_part_id) WHERE superseded_by_part_id IS NOT NULL`,
  `CREATE INDEX part_category ON part (category, number)`,

  // A site's location has the site's own id, a van its technician's: whoever hears of them first makes the same row.
  `CREATE TABLE stock_location (
    id uuid PRIMARY KEY,
    kind text NOT NULL CHECK (kind IN ('central', 'regional', 'site', 'van', 'in_transit', 'faulty', 'scrap')),
    name text NOT NULL,
    site_id uuid,       -- of a site and of its vans
    technician_id uuid, -- of a van
    -- where refills come from: van <- site <- regional <- central; null: bought from outside
    supplied_from_id uuid REFERENCES stock_location CHECK (supplied_from_id <> id),
    lon double precision,
    lat double precision,
    country text,
    subdivision text,
    active boolean NOT NULL DEFAULT true,
    version integer NOT NULL DEFAULT 1,
    UNIQUE (id, site_id),
    CHECK ((site_id IS NOT NULL) = (kind IN ('site', 'van'))),
    CHECK ((technician_id IS NOT NULL) = (kind = 'van'))
  )`,
  `CREATE UNIQUE INDEX stock_location_site ON stock_location (site_id) WHERE kind = 'site'`,
  `CREATE UNIQUE INDEX stock_location_van ON stock_location (technician_id) WHERE kind = 'van'`,
  `CREATE INDEX stock_location_of_site ON stock_location (site_id)`,
  `INSERT INTO stock_location (id, kind, name) VALUES
    ('00000000-0000-7000-8000-0000000000a1', 'in_transit', 'In transit'),
    ('00000000-0000-7000-8000-0000000000a2', 'faulty', 'Faulty returns'),
    ('00000000-0000-7000-8000-0000000000a3', 'scrap', 'Scrap')`,

  // available = on_hand - reserved; position = on_hand + on_order - reserved - backordered. Whoever changes a level first locks its part's row.
  `CREATE TABLE stock_level (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    part_id uuid NOT NULL REFERENCES part,
    location_id uuid NOT NULL REFERENCES stock_location,
    site_id uuid, -- the location's site_id, copied for row-level security
    on_hand integer NOT NULL DEFAULT 0 CHECK (on_hand >= 0),
    reserved integer NOT NULL DEFAULT 0 CHECK (reserved >= 0),
    on_order integer NOT NULL DEFAULT 0 CHECK (on_order >= 0),
    backordered integer NOT NULL DEFAULT 0 CHECK (backordered >= 0),
    version integer NOT NULL DEFAULT 1,
    UNIQUE (part_id, location_id),
    CONSTRAINT stock_level_reserved_on_hand CHECK (reserved <= on_hand),
    FOREIGN KEY (location_id, site_id) REFERENCES stock_location (id, site_id) ON UPDATE CASCADE
  ) WITH (fillfactor = 70)`,
  `CREATE INDEX stock_level_location ON stock_level (location_id, part_id)`,
  `CREATE INDEX stock_level_site ON stock_level (site_id, part_id)`,

  // The ledger. Sum of quantity by part and location = on_hand. Rows are only ever added.
  `CREATE TABLE stock_movement (
    id uuid PRIMARY KEY,
    part_id uuid NOT NULL REFERENCES part,
    location_id uuid NOT NULL REFERENCES stock_location,
    kind text NOT NULL CHECK (kind IN ('receipt', 'issue', 'return', 'transfer', 'adjustment', 'scrap')),
    quantity integer NOT NULL CHECK (quantity <> 0), -- signed: what it adds to on_hand
    reason text NOT NULL,
    at timestamptz NOT NULL, -- business time
    repair_order_id uuid,
    transfer_id uuid,
    replenishment_order_id uuid,
    serial_fitted text,
    serial_removed text,
    actor_id uuid NOT NULL DEFAULT '00000000-0000-0000-0000-000000000000',
    actor_name text NOT NULL DEFAULT 'Callout'
  )`,
  `CREATE INDEX stock_movement_level ON stock_movement (part_id, location_id, id)`,
  `CREATE INDEX stock_movement_location ON stock_movement (location_id, id)`,
  `CREATE FUNCTION stock_movement_is_append_only() RETURNS trigger LANGUAGE plpgsql AS
    $$ BEGIN RAISE EXCEPTION 'the stock ledger is append-only: write a correcting movement'; END $$`,
  `CREATE TRIGGER stock_movement_append_only BEFORE UPDATE OR DELETE ON stock_movement
    FOR EACH ROW EXECUTE FUNCTION stock_movement_is_append_only()`,

  // One per repair order, also as a tombstone for an order that ended before anything was held.
  `CREATE TABLE reservation (
    repair_order_id uuid PRIMARY KEY,
    request_id uuid NOT NULL,
    status text NOT NULL DEFAULT 'held' CHECK (status IN ('held', 'short', 'issued', 'released')),
    priority text NOT NULL DEFAULT 'normal' CHECK (priority IN ('low', 'normal', 'high', 'urgent')),
    site_id uuid,          -- where the work is to be done, as the newest offer or visit says
    technician_id uuid,
    place_stamp text NOT NULL DEFAULT '',  -- which offer or visit said so: a later one sorts after it
    wanted_site_id uuid,   -- where the parts were first wanted: demand counts there
    wanted_stamp text NOT NULL DEFAULT '',
    wanted_at timestamptz,
    booked boolean NOT NULL DEFAULT false,    -- a visit is booked: what must travel travels
    diagnosed boolean NOT NULL DEFAULT false, -- a technician has named the parts: guesses no longer count
    needs_version integer NOT NULL DEFAULT 0, -- of the order, when the parts were named last
    visits uuid[] NOT NULL DEFAULT '{}', -- whose use is recorded: two events tell it, the first one counts
    available_at timestamptz, -- when everything is where the work is done; null while something is short
    expected_at timestamptz,  -- best guess while something is short
    ended_at timestamptz,
    version integer NOT NULL DEFAULT 0
  ) WITH (fillfactor = 70)`,
  `CREATE INDEX reservation_request ON reservation (request_id)`,
  `CREATE INDEX reservation_site ON reservation (site_id, repair_order_id)`,
  `CREATE INDEX reservation_short ON reservation (expected_at) WHERE status = 'short'`,

  // Sum of quantity of held lines by part_id and location_id = stock_level.reserved.
  `CREATE TABLE reservation_line (
    repair_order_id uuid NOT NULL REFERENCES reservation,
    line integer NOT NULL,
    wanted_part_id uuid NOT NULL REFERENCES part,
    part_id uuid NOT NULL REFERENCES part, -- what serves it: the wanted part or a successor
    quantity integer NOT NULL CHECK (quantity > 0),
    -- unbacked: a site claims to have used it, but it was nowhere at hand
    state text NOT NULL CHECK (state IN ('held', 'short', 'issued', 'released', 'unbacked')),
    source text NOT NULL CHECK (source IN ('likely', 'needed', 'used')),
    probability real NOT NULL DEFAULT 1,
    location_id uuid REFERENCES stock_location, -- where the held pieces are now
    transfer_id uuid, -- on which they travel
    available_at timestamptz,
    expected_at timestamptz,
    wanted_location_id uuid REFERENCES stock_location, -- where backordered counts a short line
    wanted_since timestamptz NOT NULL,
    PRIMARY KEY (repair_order_id, line),
    CHECK ((state = 'held') <= (location_id IS NOT NULL))
  ) WITH (fillfactor = 70)`,
  `CREATE INDEX reservation_line_short ON reservation_line (wanted_part_id) WHERE state = 'short'`,
  `CREATE INDEX reservation_line_held ON reservation_line (part_id, location_id) WHERE state = 'held'`,
  `CREATE INDEX reservation_line_unbacked ON reservation_line (repair_order_id) WHERE state = 'unbacked'`,

  // Pieces on their way to a repair order. They stand at the in_transit location meanwhile.
  `CREATE TABLE transfer (
    id uuid PRIMARY KEY,
    repair_order_id uuid NOT NULL,
    part_id uuid NOT NULL REFERENCES part,
    quantity integer NOT NULL CHECK (quantity > 0),
    from_location_id uuid NOT NULL REFERENCES stock_location,
    to_location_id uuid NOT NULL REFERENCES stock_location,
    site_id uuid, -- of the destination
    status text NOT NULL DEFAULT 'in_transit' CHECK (status IN ('in_transit', 'arrived')),
    shipped_at timestamptz NOT NULL,
    eta timestamptz NOT NULL,
    arrived_at timestamptz,
    version integer NOT NULL DEFAULT 1
  )`,
  `CREATE INDEX transfer_order ON transfer (repair_order_id)`,
  `CREATE INDEX transfer_site ON transfer (site_id, id)`,

  // Net use by the day on which, and the place where, it was first wanted. Demand = used + lost.
  `CREATE TABLE demand (
    part_id uuid NOT NULL REFERENCES part,
    location_id uuid NOT NULL REFERENCES stock_location,
    day date NOT NULL,
    used integer NOT NULL DEFAULT 0 CHECK (used >= 0),
    lost integer NOT NULL DEFAULT 0 CHECK (lost >= 0), -- shortages of orders that ended without the part
    PRIMARY KEY (part_id, location_id, day)
  )`,
  `CREATE INDEX demand_day ON demand (day)`,
  `CREATE INDEX demand_location ON demand (location_id, part_id, day)`,

  // How long it takes from one place (null: from outside) to another, for one part or (null) for any.
  `CREATE TABLE lead_time_lane (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    part_id uuid REFERENCES part,
    from_location_id uuid REFERENCES stock_location,
    to_location_id uuid NOT NULL REFERENCES stock_location,
    mean_days double precision NOT NULL CHECK (mean_days >= 0),
    deviation_days double precision NOT NULL DEFAULT 0 CHECK (deviation_days >= 0),
    samples integer NOT NULL DEFAULT 0, -- 0: agreed, not yet measured
    UNIQUE NULLS NOT DISTINCT (part_id, from_location_id, to_location_id)
  )`,
  `CREATE INDEX lead_time_lane_to ON lead_time_lane (to_location_id)`,
  `CREATE TABLE lead_time_sample (
    id uuid PRIMARY KEY,
    lane_id uuid NOT NULL REFERENCES lead_time_lane,
    part_id uuid NOT NULL REFERENCES part,
    replenishment_order_id uuid,
    ordered_at timestamptz NOT NULL,
    received_at timestamptz NOT NULL,
    days double precision NOT NULL
  )`,
  `CREATE INDEX lead_time_sample_lane ON lead_time_sample (lane_id, received_at)`,

  `CREATE TABLE stock_policy (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    part_id uuid NOT NULL REFERENCES part,
    location_id uuid NOT NULL REFERENCES stock_location,
    mean_per_day double precision NOT NULL DEFAULT 0,
    deviation_per_day double precision NOT NULL DEFAULT 0,
    lead_time_days double precision NOT NULL DEFAULT 0,
    lead_time_deviation_days double precision NOT NULL DEFAULT 0,
    reorder_point integer NOT NULL, -- order when position < reorder_point ...
    order_up_to integer NOT NULL,   -- ... up to this position
    reason text NOT NULL,
    -- a planner's numbers win over the computed ones while they are set
    override_reorder_point integer,
    override_order_up_to integer,
    override_reason text,
    overridden_by text,
    overridden_at timestamptz,
    computed_at timestamptz NOT NULL,
    version integer NOT NULL DEFAULT 1,
    UNIQUE (part_id, location_id),
    CHECK (order_up_to >= reorder_point),
    CHECK ((override_reorder_point IS NULL) = (override_order_up_to IS NULL)),
    CHECK ((override_reorder_point IS NULL) = (override_reason IS NULL)),
    CHECK (override_order_up_to >= override_reorder_point)
  )`,
  `CREATE INDEX stock_policy_location ON stock_policy (location_id, part_id)`,

  `CREATE TABLE replenishment_order (
    id uuid PRIMARY KEY,
    kind text NOT NULL CHECK (kind IN ('purchase', 'production', 'transfer')),
    part_id uuid NOT NULL REFERENCES part,
    from_location_id uuid REFERENCES stock_location,
    to_location_id uuid NOT NULL REFERENCES stock_location,
    quantity integer NOT NULL CHECK (quantity > 0),
    received integer NOT NULL DEFAULT 0 CHECK (received >= 0 AND received <= quantity),
    status text NOT NULL DEFAULT 'ordered' CHECK (status IN ('ordered', 'partly_received', 'received')),
    ordered_at timestamptz NOT NULL,
    eta timestamptz NOT NULL,
    received_at timestamptz,
    version integer NOT NULL DEFAULT 1,
    CHECK ((kind = 'transfer') = (from_location_id IS NOT NULL))
  )`,
  `CREATE INDEX replenishment_order_open ON replenishment_order (part_id, eta) WHERE status <> 'received'`,

  `CREATE TABLE proposal (
    id uuid PRIMARY KEY,
    kind text NOT NULL CHECK (kind IN ('purchase', 'production', 'transfer')),
    part_id uuid NOT NULL REFERENCES part,
    from_location_id uuid REFERENCES stock_location,
    to_location_id uuid NOT NULL REFERENCES stock_location,
    quantity integer NOT NULL CHECK (quantity > 0),
    value_minor bigint NOT NULL,
    currency text NOT NULL,
    position integer NOT NULL,
    reorder_point integer NOT NULL,
    order_up_to integer NOT NULL,
    reason text NOT NULL,
    -- lapsed: the next review found that it is no longer needed
    status text NOT NULL DEFAULT 'open' CHECK (status IN ('open', 'approved', 'rejected', 'lapsed')),
    proposed_at timestamptz NOT NULL,
    decided_at timestamptz,
    decided_by text,
    decision_reason text,
    replenishment_order_id uuid REFERENCES replenishment_order,
    version integer NOT NULL DEFAULT 1
  )`,
  `CREATE UNIQUE INDEX proposal_open ON proposal (part_id, to_location_id) WHERE status = 'open'`,
  `CREATE INDEX proposal_decided ON proposal (part_id, decided_at) WHERE status = 'rejected'`,
  `CREATE INDEX proposal_status ON proposal (status, id)`,
];

const everySite = `current_setting('app.sites', true) = '*'`;

/** A site sees its own rows under every query, whatever the query forgot. */
function guard(table: string, visible: string): string[] {
  return [
    `ALTER TABLE ${table} ENABLE ROW LEVEL SECURITY`,
    `ALTER TABLE ${table} FORCE ROW LEVEL SECURITY`,
    `CREATE POLICY ${table}_site ON ${table} USING (${everySite} OR ${visible})`,
  ];
}

const ownSite = `site_id::text = current_setting('app.sites', true)`;
const ownLocation = `location_id IN (SELECT id FROM stock_location)`;
const nobodyElse = 'false';

const guards = [
  ...guard('stock_location', ownSite),
  ...guard('stock_level', ownSite),
  ...guard('stock_movement', ownLocation),
  ...guard('reservation', ownSite),
  ...guard('reservation_line', `repair_order_id IN (SELECT repair_order_id FROM reservation)`),
  ...guard('transfer', ownSite),
  ...guard('demand', ownLocation),
  ...['stock_policy', 'proposal', 'replenishment_order', 'lead_time_lane', 'lead_time_sample'].flatMap((table) =>
    guard(table, nobodyElse),
  ),
];

/**
 * Inventory's tables. To fill them in bulk: parts, locations (a site's location has the site's id, a van the technician's), lanes, then for
 * each opening quantity one `receipt` movement and its stock_level row (with the location's site_id), then demand by day. Set
 * `app.sites` to '*' in that transaction.
 */
export class Inventory1710000000000 implements MigrationInterface {
  name = 'Inventory1710000000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of [...statements, ...guards]) await runner.query(statement);
  }

  async down(): Promise<void> {
    throw new Error('migrations of Callout go forward only');
  }
}
