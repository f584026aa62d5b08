import { SiteChanged } from '#common/events/site-changed.js';
import { TechnicianChanged } from '#common/events/technician-changed.js';
import type { DemoTechnician } from '../world/technicians.js';
import type { DemoSite } from '../world/network.js';
import type { World } from '../world/world.js';
import { stockWithIds } from './inventory.js';
import { insertRows } from './rows.js';
import type { Seeder } from './targets.js';

/** Sites, technicians, what they can do, and what dispatch would have heard of the opening stock: thousands of events less at the first start. */
export function dispatchSeeder(world: World): Seeder {
  return async (manager, publish) => {
    const crewSizes = countBy(world.technicians.map(({ siteId }) => siteId));
    await insertRows(
      manager,
      'site',
      world.sites.map((site) => siteRow(site, crewSizes.get(site.id) ?? 0)),
    );
    await insertRows(manager, 'technician', world.technicians.map(technicianRow));
    await insertRows(manager, 'technician_skill', world.technicians.flatMap(skillRows));
    await insertRows(manager, 'technician_certificate', world.technicians.flatMap(certificateRows));
    await insertRows(manager, 'technician_shift', world.technicians.flatMap(shiftRows));
    await insertRows(manager, 'part_stock', partStockRows(world));
    await publish(SiteChanged, world.sites.map(siteChanged));
    await publish(TechnicianChanged, world.technicians.map(technicianChanged));
  };
}

function countBy(keys: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const key of keys) counts.set(key, (counts.get(key) ?? 0) + 1);
  return counts;
}

/** A technician does at most about ten short visits on a day. */
const siteRow = (site: DemoSite, crew: number) => ({
  id: site.id,
  code: site.code,
  name: site.name,
  kind: site.kind,
  status: 'active',
  lon: site.place.lon,
  lat: site.place.lat,
  time_zone: site.place.timeZone,
  country: site.place.country,
  subdivision: site.place.subdivision,
  locality: site.place.locality,
  radius_metres: site.radiusMetres,
  opening_hours: site.openingHours,
  daily_capacity: crew * 10,
  currency: 'CNY',
  version: 1,
});

const technicianRow = ({ id, siteId, name, home, code }: DemoTechnician) => ({
  id,
  site_id: siteId,
  name,
  active: true,
  home_lon: home.lon,
  home_lat: home.lat,
  van: `VAN-${code}`,
  version: 1,
});

const skillRows = ({ id, skills }: DemoTechnician) =>
  skills.map(({ skill, level }) => ({ technician_id: id, skill, level }));
const certificateRows = ({ id, certificates }: DemoTechnician) =>
  certificates.map(({ certificate, validUntil }) => ({ technician_id: id, certificate, expires_on: validUntil }));
const shiftRows = ({ id, shifts }: DemoTechnician) =>
  shifts.map(({ weekday, from, to }) => ({ technician_id: id, weekday, from_time: from, to_time: to }));

/** The stock at sites; `version` as if the level's first event had been heard. */
function partStockRows(world: World) {
  const siteOf = new Map(world.locations.map(({ id, kind, siteId }) => [id, kind === 'site' ? siteId : undefined]));
  return stockWithIds(world)
    .filter(({ locationId, onHand }) => onHand > 0 && siteOf.get(locationId) !== undefined)
    .map(({ id, partId, locationId, onHand }) => ({
      stock_level_id: id,
      part_id: partId,
      site_id: siteOf.get(locationId),
      available: onHand,
      version: 1,
    }));
}

const siteChanged = ({ id, code, name, kind, place }: DemoSite): SiteChanged => ({
  siteId: id,
  code,
  name,
  kind,
  status: 'active',
  place,
  version: 1,
});

const technicianChanged = ({ id, siteId, name }: DemoTechnician): TechnicianChanged => ({
  technicianId: id,
  siteId,
  name,
  active: true,
  version: 1,
});
