import type { DemoPart } from './catalogue/parts.js';
import { type DemandRate, batchVariance } from './demand.js';
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
export const laneDeviationDays = 0.5;
/** Share of a bought part's lead time. */
export const boughtDeviation = 0.25;

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

/** How many days an order is under way to a place, and how much that varies. */
interface LeadTime {
  days: number;
  deviationDays: number;
}

/** Days between two looks at the stock. */
const reviewDays = 1;
/** Days of demand that one order covers. */
const cycleDays = 7;
/** 95 % of cycles without a stock-out. */
const quantile95 = 1.645;

/** Enough for the lead time at the demo's own rate in 95 % of cycles, at every place that the part passes on its way to the technician. */
export function createStock(
  rates: readonly DemandRate[],
  parts: readonly DemoPart[],
  locations: readonly DemoLocation[],
): DemoStock[] {
  const leadTimeOf = new Map(parts.map(({ id, leadTimeDays }) => [id, bought(leadTimeDays)]));
  const bySite = new Map(
    locations.filter(({ kind }) => kind === 'site').map((location) => [location.siteId, location]),
  );
  const central = locations.find(({ kind }) => kind === 'central');
  const flows = new Map<string, { locationId: string; partId: string; perDay: number; leadTime: LeadTime }>();
  const add = (locationId: string | undefined, partId: string, perDay: number, leadTime: LeadTime) => {
    if (!locationId) return;
    const key = `${locationId} ${partId}`;
    const known = flows.get(key) ?? { locationId, partId, perDay: 0, leadTime };
    known.perDay += perDay;
    flows.set(key, known);
  };
  for (const { partId, site, piecesPerDay } of rates) {
    const store = bySite.get(site.id);
    add(store?.id, partId, piecesPerDay, moved(resupplyDays.site));
    add(store?.suppliedById, partId, piecesPerDay, moved(resupplyDays.regional));
    add(central?.id, partId, piecesPerDay, leadTimeOf.get(partId) ?? bought(5));
  }
  return [...flows.values()].map(({ locationId, partId, perDay, leadTime }) => ({
    locationId,
    partId,
    ...levelsFor(perDay, leadTime),
  }));
}

const moved = (days: number): LeadTime => ({ days, deviationDays: laneDeviationDays });
const bought = (days: number): LeadTime => ({ days, deviationDays: days * boughtDeviation });

/** Mean and deviation of the demand over lead time and review; the compound Poisson's variance is its rate times the mean square of a batch. */
function levelsFor(perDay: number, { days, deviationDays }: LeadTime) {
  const mean = perDay * (days + reviewDays);
  const variance = perDay * batchVariance * (days + reviewDays) + (perDay * deviationDays) ** 2;
  const reorderPoint = Math.ceil(mean + quantile95 * Math.sqrt(variance));
  const onHand = reorderPoint + Math.ceil(perDay * cycleDays);
  return { reorderPoint, orderUpTo: onHand, onHand };
}
