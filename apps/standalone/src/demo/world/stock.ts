import type { DemoPart } from './catalogue/parts.js';
import type { DemandRate } from './demand.js';
import type { DemoPlace } from './gazetteer.js';
import { demoId } from './ids.js';
import type { DemoSite } from './network.js';
import type { DemoTechnician } from './technicians.js';

export interface DemoLocation {
  id: string;
  code: string;
  name: string;
  kind: 'central' | 'regional' | 'site' | 'van';
  place: DemoPlace;
  siteId?: string;
  technicianId?: string;
  /** Where it is supplied from; the central store is supplied from outside. */
  suppliedById?: string;
}

export interface DemoStock {
  locationId: string;
  partId: string;
  onHand: number;
  reorderPoint: number;
  orderUpTo: number;
}

/** Days from the order to the shelf, per kind of place; the central store waits for each part's own lead time. */
export const resupplyDays = { site: 2, regional: 3, van: 1 } as const;

/** One central store at the biggest site's town, a regional one per cluster, one at each site, one van per technician. */
export function createLocations(
  seed: number,
  sites: readonly DemoSite[],
  technicians: readonly DemoTechnician[],
): DemoLocation[] {
  const first = sites[0];
  if (!first) throw new Error('a network without sites has no stock locations');
  const central: DemoLocation = {
    id: demoId(seed, 'location-central', 0),
    code: 'CENTRAL',
    name: `${first.town.name} Central`,
    kind: 'central',
    place: first.place,
  };
  const anchors = sites.filter((site, index) => sites.findIndex(({ cluster }) => cluster === site.cluster) === index);
  const regional = anchors.map((site) => regionalAt(seed, site, central.id));
  const siteStores = sites.map((site) => siteStore(site, demoId(seed, 'location-regional', site.cluster)));
  const vans = technicians.map((technician) => vanOf(technician, sites));
  return [central, ...regional, ...siteStores, ...vans];
}

const regionalAt = (seed: number, site: DemoSite, centralId: string): DemoLocation => ({
  id: demoId(seed, 'location-regional', site.cluster),
  code: `REGION-${String(site.cluster + 1).padStart(2, '0')}`,
  name: `${site.town.name} Regional`,
  kind: 'regional',
  place: site.place,
  suppliedById: centralId,
});

/** A site's store and a technician's van carry the id of the site or technician: whoever hears of them makes the same one. */
const siteStore = (site: DemoSite, regionalId: string): DemoLocation => ({
  id: site.id,
  code: site.code,
  name: site.name,
  kind: 'site',
  place: site.place,
  siteId: site.id,
  suppliedById: regionalId,
});

function vanOf(technician: DemoTechnician, sites: readonly DemoSite[]): DemoLocation {
  const site = sites.find(({ id }) => id === technician.siteId) ?? sites[0];
  if (!site) throw new Error(`technician ${technician.code} has no site`);
  return {
    id: technician.id,
    code: `VAN-${technician.code}`,
    name: technician.name,
    kind: 'van',
    place: { ...site.place, ...technician.home },
    siteId: site.id,
    technicianId: technician.id,
    suppliedById: site.id,
  };
}

/** Enough for the lead time at the demo's own rate, with a thin margin: what is dear or rarely used lies further up. */
export function createStock(
  rates: readonly DemandRate[],
  parts: readonly DemoPart[],
  locations: readonly DemoLocation[],
): DemoStock[] {
  const leadTimes = new Map(parts.map(({ id, leadTimeDays }) => [id, leadTimeDays]));
  const bySite = new Map(
    locations.filter(({ kind }) => kind === 'site').map((location) => [location.siteId, location]),
  );
  const pieces = new Map<string, { locationId: string; partId: string; perDay: number; days: number }>();
  const add = (locationId: string | undefined, partId: string, perDay: number, days: number) => {
    if (!locationId) return;
    const key = `${locationId} ${partId}`;
    const known = pieces.get(key) ?? { locationId, partId, perDay: 0, days };
    known.perDay += perDay;
    pieces.set(key, known);
  };
  const central = locations.find(({ kind }) => kind === 'central');
  for (const { partId, site, piecesPerDay } of rates) {
    const store = bySite.get(site.id);
    add(store?.id, partId, piecesPerDay, resupplyDays.site + reviewDays);
    add(store?.suppliedById, partId, piecesPerDay, resupplyDays.regional + reviewDays);
    add(central?.id, partId, piecesPerDay, (leadTimes.get(partId) ?? 5) + reviewDays);
  }
  return [...pieces.values()].map(({ locationId, partId, perDay, days }) => ({
    locationId,
    partId,
    ...levelsFor(perDay, days, locationId === central?.id),
  }));
}

const reviewDays = 1;

function levelsFor(perDay: number, days: number, isCentral: boolean) {
  const mean = perDay * days;
  const margin = (isCentral ? 2 : 1.3) * Math.sqrt(mean * 1.3);
  const reorderPoint = mean < 0.15 && !isCentral ? 0 : Math.ceil(mean + margin);
  const orderUpTo = reorderPoint + Math.max(1, Math.ceil(perDay * (isCentral ? 7 : 3)));
  const onHand = mean < 0.06 && !isCentral ? 0 : orderUpTo;
  return { reorderPoint, orderUpTo, onHand };
}
