/** What is served and for whom. Street, phone and mail live here and nowhere else. */
export const masterDataTables = `
  -- A family of products: names, and what a repair of it needs as long as triage knows nothing better.
  CREATE TABLE category (
    code text PRIMARY KEY,
    name_en text NOT NULL,
    name_zh text NOT NULL,
    skill text NOT NULL,
    skill_level smallint NOT NULL DEFAULT 2 CHECK (skill_level BETWEEN 1 AND 5),
    certificate text,
    duration_minutes integer NOT NULL DEFAULT 60 CHECK (duration_minutes BETWEEN 5 AND 1440)
  );

  CREATE TABLE product (
    id uuid PRIMARY KEY,
    code text NOT NULL UNIQUE,
    category text NOT NULL REFERENCES category,
    name_en text NOT NULL,
    name_zh text NOT NULL,
    warranty_months integer NOT NULL DEFAULT 24,
    version integer NOT NULL DEFAULT 1
  );
  CREATE INDEX product_category ON product (category, code);

  CREATE TABLE customer (
    id uuid PRIMARY KEY,
    external_id text UNIQUE,
    name text NOT NULL,
    language text NOT NULL DEFAULT 'zh-CN' CHECK (language IN ('zh-CN', 'en')),
    grade text NOT NULL DEFAULT 'standard',
    created_at timestamptz NOT NULL,
    version integer NOT NULL DEFAULT 1
  );

  -- Whom to reach; the one with the lowest position first.
  CREATE TABLE contact (
    id uuid PRIMARY KEY,
    customer_id uuid NOT NULL REFERENCES customer,
    position smallint NOT NULL DEFAULT 0,
    name text NOT NULL,
    phone text,
    email text
  );
  CREATE INDEX contact_customer ON contact (customer_id, position);

  -- Where assets stand: WGS-84, with the place's zone. subdivision is the gazetteer's code.
  CREATE TABLE service_address (
    id uuid PRIMARY KEY,
    customer_id uuid NOT NULL REFERENCES customer,
    street text,
    postal_code text,
    locality text NOT NULL,
    subdivision text NOT NULL,
    country text NOT NULL,
    lon double precision NOT NULL CHECK (lon BETWEEN -180 AND 180),
    lat double precision NOT NULL CHECK (lat BETWEEN -90 AND 90),
    time_zone text NOT NULL
  );
  CREATE INDEX service_address_customer ON service_address (customer_id);

  -- warranty_until: only where it differs from installed_at + the product's warranty_months.
  CREATE TABLE asset (
    id uuid PRIMARY KEY,
    external_id text UNIQUE,
    product_id uuid NOT NULL REFERENCES product,
    customer_id uuid NOT NULL REFERENCES customer,
    address_id uuid NOT NULL REFERENCES service_address,
    serial_number text,
    batch text,
    installed_at timestamptz NOT NULL,
    warranty_until timestamptz,
    version integer NOT NULL DEFAULT 1
  );
  CREATE INDEX asset_customer ON asset (customer_id, id);
  CREATE INDEX asset_serial_number ON asset (serial_number, product_id) WHERE serial_number IS NOT NULL;
`;
