import { type DemoPlace, type Town, distanceMetres, placeIn } from './gazetteer.js';
import { demoId } from './ids.js';
import { type Random, randomFor } from './random.js';

/** Hours on one weekday (1 = Monday, ISO 8601), in the place's own time, as HH:MM. */
export interface DayHours {
  weekday: number;
  from: string;
  to: string;
}

export interface DemoSite {
  id: string;
  code: string;
  name: string;
  kind: 'own' | 'franchised';
  place: DemoPlace;
  town: Town;
  radiusMetres: number;
  openingHours: DayHours[];
  /** Share of all reports that come from the towns nearest to it. */
  share: number;
  /** The cluster it belongs to, by number: sites of one cluster can help each other. */
  cluster: number;
}

/** Where reports come from, as weights; the network follows it. */
export type TownWeights = ReadonlyMap<number, number>;

const clusterSpacingMetres = 70_000;
const clusterRadiusMetres = 60_000;
const clusterCount = 10;
/** Towns in the middle of nowhere still need a site that may go there. */
const radiusMetres = { own: 90_000, franchised: 70_000 };
const farthestMetres = 350_000;
/** Customers live around their town: what is this share of the radius away is covered with all of them. */
const wellInside = 0.8;

/**
 * Repair sites in real towns: some clusters around the towns with the most reports, several sites in each, because a customer is served well
 * only where more than one site can come. A third of them are own sites, the rest franchised.
 */
export function createSites(seed: number, towns: readonly Town[], weights: TownWeights, count: number): DemoSite[] {
  const random = randomFor(seed, 'sites');
  const anchors = anchorTowns(towns, weights);
  const places = anchors.flatMap((anchor, cluster) =>
    townsAround(anchor, towns, weights, shareOut(count, anchors.length, cluster)).map((town) => ({ town, cluster })),
  );
  const sites = places.map(({ town, cluster }, index) => toSite(seed, random, town, cluster, index));
  reachAllTowns(sites, towns, weights);
  spreadShares(sites, towns, weights);
  return sites;
}

const shareOut = (count: number, parts: number, index: number) =>
  Math.floor(count / parts) + (index < count % parts ? 1 : 0);

const weightIn = (weights: TownWeights, town: Town) => weights.get(town.townId) ?? 0;

function anchorTowns(towns: readonly Town[], weights: TownWeights): Town[] {
  const byWeight = towns.toSorted((a, b) => weightIn(weights, b) - weightIn(weights, a) || a.townId - b.townId);
  const anchors: Town[] = [];
  for (const town of byWeight) {
    if (anchors.length === clusterCount || (anchors.length > 0 && weightIn(weights, town) === 0)) break;
    if (anchors.every((anchor) => distanceMetres(anchor, town) >= clusterSpacingMetres)) anchors.push(town);
  }
  return anchors;
}

/** The anchor and the towns near it with the most reports; towns are used twice only where there are too few. */
function townsAround(anchor: Town, towns: readonly Town[], weights: TownWeights, count: number): Town[] {
  const near = towns
    .filter((town) => town !== anchor && distanceMetres(anchor, town) <= clusterRadiusMetres)
    .toSorted(
      (a, b) => weightIn(weights, b) - weightIn(weights, a) || b.population - a.population || a.townId - b.townId,
    );
  const pool = [anchor, ...near];
  return Array.from({ length: count }, (_, index) => pool[index % pool.length] ?? anchor);
}

function toSite(seed: number, random: Random, town: Town, cluster: number, index: number): DemoSite {
  const kind = index % 3 === 0 ? 'own' : 'franchised';
  const number = String(index + 1).padStart(2, '0');
  const suffix = town.country === 'CN' ? '服务站' : 'Service';
  return {
    id: demoId(seed, 'site', index),
    code: `${town.country}-${number}`,
    name: `${town.name} ${suffix} ${number}`,
    kind,
    town,
    place: placeIn(town, random.whole(-1_500, 1_500), random.whole(-1_500, 1_500)),
    radiusMetres: radiusMetres[kind],
    openingHours: openingHours(random.chance(0.4)),
    share: 0,
    cluster,
  };
}

function openingHours(saturdays: boolean): DayHours[] {
  const week = [1, 2, 3, 4, 5].map((weekday) => ({ weekday, from: '08:00', to: '19:00' }));
  return saturdays ? [...week, { weekday: 6, from: '09:00', to: '15:00' }] : week;
}

/** The sites by distance from a point, the nearest first. */
export function nearestSites(sites: readonly DemoSite[], point: { lon: number; lat: number }): DemoSite[] {
  return sites
    .map((site) => ({ site, metres: distanceMetres(point, site.place) }))
    .toSorted((a, b) => a.metres - b.metres)
    .map(({ site }) => site);
}

/** A town with reports that nobody reaches gets the nearest site, as far as anybody drives for a repair. */
function reachAllTowns(sites: readonly DemoSite[], towns: readonly Town[], weights: TownWeights): void {
  for (const town of towns) {
    if (weightIn(weights, town) === 0 || sites.some((site) => reaches(site, town))) continue;
    const [nearest] = nearestSites(sites, town);
    const metres = nearest && distanceMetres(nearest.place, town) / wellInside;
    if (nearest && metres && metres <= farthestMetres) nearest.radiusMetres = Math.ceil(metres / 1_000) * 1_000;
  }
}

/** Each town's reports go to the sites that reach it: half to the nearest, the rest to the next two. */
function spreadShares(sites: DemoSite[], towns: readonly Town[], weights: TownWeights): void {
  for (const town of towns) {
    const weight = weightIn(weights, town);
    const reaching =
      weight > 0
        ? nearestSites(sites, town)
            .filter((site) => reaches(site, town))
            .slice(0, 3)
        : [];
    const parts = [0.5, 0.3, 0.2].slice(0, reaching.length);
    const sum = parts.reduce((a, b) => a + b, 0);
    reaching.forEach((site, rank) => (site.share += (weight * (parts[rank] ?? 0)) / sum));
  }
  const total = sites.reduce((sum, { share }) => sum + share, 0);
  for (const site of sites) site.share = total > 0 ? site.share / total : 1 / sites.length;
}

/** Whether a point lies well inside the area that the site covers. */
export const reaches = (site: DemoSite, point: { lon: number; lat: number }): boolean =>
  distanceMetres(site.place, point) <= site.radiusMetres * wellInside;
