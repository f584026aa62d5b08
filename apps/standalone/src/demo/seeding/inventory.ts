import { PartChanged } from '#common/events/part-changed.js';
import type { DemoAsset } from '../world/customers.js';
import type { DemoPart } from '../world/catalogue/parts.js';
import { type DemandRow, createDemand } from '../world/demand.js';
import { historyDays } from '../world/history.js';
import { demoId } from '../world/ids.js';
import { type DemoLocation, type DemoStock, boughtDeviation, laneDeviationDays, resupplyDays } from '../world/stock.js';
import type { World } from '../world/world.js';
import { insertRows } from './rows.js';
import type { Seeder } from './targets.js';

const dayMilliseconds = 86_400_000;

/** Parts, places, lanes, opening stock with its ledger, two years of demand, and the units in the field that inventory would have heard of. */
export function inventorySeeder(world: World): Seeder {
  return async (manager, publish) => {
    const places = new Map(world.locations.map((location) => [location.id, location]));
    const stocked = stockWithIds(world);
    const inStock = stocked.filter(({ onHand }) => onHand > 0);
    await insertRows(manager, 'part', currentFirst(world.parts).map(partRow));
    await insertRows(manager, 'stock_location', world.locations.map(locationRow));
    await insertRows(manager, 'lead_time_lane', laneRows(world));
    await insertRows(
      manager,
      'stock_movement',
      inStock.map((stock, index) => receiptRow(world, stock, index)),
    );
    await insertRows(
      manager,
      'stock_level',
      stocked.map((stock) => levelRow(stock, places)),
    );
    await insertRows(manager, 'demand', demandRows(world));
    await insertRows(manager, 'installed_unit', world.assets.map(unitRow));
    await publish(PartChanged, world.parts.map(partChanged));
  };
}

/** What lies where at the beginning, each under the id of its stock level. */
export const stockWithIds = ({ stock, seed }: World) =>
  stock.map((one, index) => ({ ...one, id: demoId(seed, 'stock-level', index) }));

/** A part refers to the part that replaces it, which must be there first. */
const currentFirst = (parts: readonly DemoPart[]) =>
  parts.toSorted((a, b) => Number(a.supersededById !== undefined) - Number(b.supersededById !== undefined));

const partRow = (part: DemoPart) => ({
  id: part.id,
  number: part.number,
  name_en: part.nameEn,
  name_zh: part.nameZh,
  category: part.category,
  unit_cost_minor: part.unitCostMinor,
  currency: part.currency,
  criticality: part.criticality,
  pack_quantity: part.packSize,
  superseded_by_part_id: part.supersededById ?? null,
  version: 1,
});

const locationRow = (location: DemoLocation) => ({
  id: location.id,
  kind: location.kind,
  name: location.name,
  site_id: location.siteId ?? null,
  technician_id: location.technicianId ?? null,
  supplied_from_id: location.suppliedById ?? null,
  lon: location.place.lon,
  lat: location.place.lat,
  country: location.place.country,
  subdivision: location.place.subdivision,
  active: true,
  version: 1,
});

/** Between our own places the lane's days count for every part; from outside to the central store each part has its own. */
function laneRows({ locations, parts, seed }: World) {
  const central = locations.find(({ kind }) => kind === 'central');
  const own = locations
    .filter(({ suppliedById }) => suppliedById !== undefined)
    .map(({ id, kind, suppliedById }) => ({
      part_id: null,
      from_location_id: suppliedById ?? null,
      to_location_id: id,
      mean_days: kind === 'central' ? 5 : resupplyDays[kind],
      deviation_days: laneDeviationDays,
    }));
  const bought = parts.map(({ id, leadTimeDays }) => ({
    part_id: id,
    from_location_id: null,
    to_location_id: central?.id,
    mean_days: leadTimeDays,
    deviation_days: leadTimeDays * boughtDeviation,
  }));
  return [...own, ...bought].map((lane, index) => ({
    id: demoId(seed, 'lane', index),
    ...lane,
    samples: 0,
  }));
}

const receiptRow = ({ seed, endsAt }: World, { locationId, partId, onHand }: DemoStock, index: number) => ({
  id: demoId(seed, 'opening-receipt', index),
  part_id: partId,
  location_id: locationId,
  kind: 'receipt',
  quantity: onHand,
  reason: 'opening stock',
  at: new Date(endsAt.getTime() - dayMilliseconds),
  actor_id: '00000000-0000-0000-0000-000000000000',
  actor_name: 'Callout',
});

interface StockWithId extends DemoStock {
  id: string;
}

const levelRow = ({ id, locationId, partId, onHand }: StockWithId, places: ReadonlyMap<string, DemoLocation>) => ({
  id,
  part_id: partId,
  location_id: locationId,
  site_id: places.get(locationId)?.siteId ?? null,
  on_hand: onHand,
  reserved: 0,
  on_order: 0,
  backordered: 0,
  version: 1,
});

/** One row per part, place and day, whatever number of users took the part on that day. */
function demandRows(world: World) {
  const rows = new Map<string, Record<string, unknown> & { used: number }>();
  const dayOf = (day: number) =>
    new Date(world.endsAt.getTime() - (historyDays - day) * dayMilliseconds).toISOString().slice(0, 10);
  for (const { partId, site, day, quantity } of createDemand(world.seed, world.rates) satisfies DemandRow[]) {
    const key = `${partId} ${site.id} ${day}`;
    const known = rows.get(key);
    if (known) known.used += quantity;
    else rows.set(key, { part_id: partId, location_id: site.id, day: dayOf(day), used: quantity, lost: 0 });
  }
  return [...rows.values()];
}

const unitRow = ({ id, category, installedAt, place }: DemoAsset) => ({
  asset_id: id,
  category,
  installed_on: installedAt.toISOString().slice(0, 10),
  lon: place.lon,
  lat: place.lat,
  version: 1,
});

const partChanged = (part: DemoPart): PartChanged => ({
  partId: part.id,
  number: part.number,
  nameEn: part.nameEn,
  nameZh: part.nameZh,
  category: part.category,
  unitCostMinor: part.unitCostMinor,
  currency: part.currency,
  criticality: part.criticality,
  ...(part.supersededById && { supersededByPartId: part.supersededById }),
  version: 1,
});
