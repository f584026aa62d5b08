import type { Client } from 'pg';
import { analyzeFilled } from '#common/database/analyze-filled.js';
import { inventoryApp } from '../../apps/inventory/src/app.module.js';
import { defaultSettings } from '../../apps/inventory/src/settings.js';
import { type ServiceAlone, startAlone } from '../shared/service-alone.js';

export interface Extent {
  parts: number;
  sites: number;
  /** Weeks of history. */
  weeks: number;
}

const today = '2026-03-02T01:00:00Z';

/** Inventory alone, with a network of sites below two regions and one central store, each of which wants every part. */
export async function startInventory(extent: Extent, settings: Record<string, string> = {}): Promise<ServiceAlone> {
  const alone = await startAlone(inventoryApp({ ...defaultSettings, planWeekly: false }), new Date(today), settings);
  await alone.admin((client) => fill(client, extent));
  return alone;
}

/** Every tenth part is wanted once or twice a week at a site, the others about every seventh week; the same each time. */
const demand = `
  INSERT INTO inventory.demand (part_id, location_id, day, used)
  SELECT part.id, site.id, $1::date - n, 1 + abs(hashint4(seed + 1)) % 3
  FROM (SELECT id, row_number() OVER (ORDER BY number) AS at FROM inventory.part) AS part
  CROSS JOIN (SELECT id, row_number() OVER (ORDER BY name) AS at FROM inventory.stock_location WHERE kind = 'site') AS site
  CROSS JOIN generate_series(1, $2 * 7) AS n
  CROSS JOIN LATERAL (SELECT hashint4((part.at * 1000003 + site.at * 7919 + n * 104729)::integer) AS seed) AS drawn
  WHERE abs(seed) % 1000 < CASE WHEN part.at % 10 = 0 THEN 200 ELSE 20 END`;

async function fill(admin: Client, { parts, sites, weeks }: Extent): Promise<void> {
  await admin.query(
    `INSERT INTO inventory.part (id, number, name_en, name_zh, category, unit_cost_minor, currency, criticality)
     SELECT md5('part ' || n)::uuid, 'P-' || n, 'Part', '零件', 'category-' || n % 5, 500 + n * 37 % 20000, 'CNY', 'essential' FROM generate_series(1, $1) AS n`,
    [parts],
  );
  await admin.query(
    `WITH central AS (
       INSERT INTO inventory.stock_location (id, kind, name, lon, lat) VALUES (md5('central')::uuid, 'central', 'central', 121, 31) RETURNING id
     ), regional AS (
       INSERT INTO inventory.stock_location (id, kind, name, supplied_from_id, lon, lat)
       SELECT md5('regional ' || n)::uuid, 'regional', 'regional ' || n, central.id, 118 + n, 30 FROM central, generate_series(0, 1) AS n RETURNING id, name
     )
     INSERT INTO inventory.stock_location (id, kind, name, site_id, supplied_from_id, lon, lat)
     SELECT site, 'site', 'site ' || n, site, regional.id, 116 + n % 8, 28 + n / 8 FROM (SELECT md5('site ' || n)::uuid AS site, n FROM generate_series(1, $1::integer) AS n) AS new
     JOIN regional ON regional.name = 'regional ' || n % 2`,
    [sites],
  );
  await admin.query(demand, [today, weeks]);
  await analyzeFilled(admin);
}
