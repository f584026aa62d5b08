/** SQL: the warehouse that supplies a site at the row's coordinates: nearest regional one of its country, own subdivision first, else central. */
export const nearestWarehouse = (row: string) => `(
  SELECT id FROM stock_location AS warehouse
  WHERE warehouse.kind IN ('central', 'regional') AND warehouse.active AND (warehouse.country = ${row}.country OR warehouse.kind = 'central')
  ORDER BY warehouse.kind = 'central', warehouse.subdivision IS DISTINCT FROM ${row}.subdivision,
    (warehouse.lon - ${row}.lon) ^ 2 * cos(radians(${row}.lat)) ^ 2 + (warehouse.lat - ${row}.lat) ^ 2, warehouse.id
  LIMIT 1)`;

/** $1 site, $2 name, $3 lon, $4 lat, $5 country, $6 subdivision, $7 active, $8 whether its stock is the manufacturer's. */
export const upsertSite = `
  INSERT INTO stock_location (id, kind, name, site_id, lon, lat, country, subdivision, active, owned, supplied_from_id)
  SELECT site.*, ${nearestWarehouse('site')}
  FROM (SELECT $1::uuid AS id, 'site' AS kind, $2::text AS name, $1::uuid AS site_id, $3::double precision AS lon,
    $4::double precision AS lat, $5::text AS country, $6::text AS subdivision, $7::boolean AS active, $8::boolean AS owned) AS site
  ON CONFLICT (site_id) WHERE kind = 'site' DO UPDATE SET
    name = excluded.name, lon = excluded.lon, lat = excluded.lat, country = excluded.country, subdivision = excluded.subdivision,
    active = excluded.active, owned = excluded.owned, supplied_from_id = coalesce(stock_location.supplied_from_id, excluded.supplied_from_id),
    version = stock_location.version + 1
  WHERE (stock_location.name, stock_location.lon, stock_location.lat, stock_location.country, stock_location.subdivision,
      stock_location.active, stock_location.owned, stock_location.supplied_from_id)
    IS DISTINCT FROM (excluded.name, excluded.lon, excluded.lat, excluded.country, excluded.subdivision, excluded.active, excluded.owned,
      coalesce(stock_location.supplied_from_id, excluded.supplied_from_id))`;

/** $1 site. A van or an order may be heard of before its site: the place is there with the id as its name until then. */
export const addUnknownSite = `
  INSERT INTO stock_location (id, kind, name, site_id) VALUES ($1::uuid, 'site', $1::uuid::text, $1::uuid) ON CONFLICT DO NOTHING`;

/** $1 technician, $2 name, $3 site, $4 active. A van changes its site with its technician, and its stock with it. */
export const upsertVan = `
  INSERT INTO stock_location (id, kind, name, site_id, technician_id, supplied_from_id, active)
  SELECT $1::uuid, 'van', $2::text, $3::uuid, $1::uuid, site.id, $4::boolean
  FROM stock_location AS site WHERE site.kind = 'site' AND site.site_id = $3
  ON CONFLICT (technician_id) WHERE kind = 'van' DO UPDATE SET
    name = excluded.name, site_id = excluded.site_id, supplied_from_id = excluded.supplied_from_id, active = excluded.active,
    version = stock_location.version + 1
  WHERE (stock_location.name, stock_location.site_id, stock_location.supplied_from_id, stock_location.active)
    IS DISTINCT FROM (excluded.name, excluded.site_id, excluded.supplied_from_id, excluded.active)`;
