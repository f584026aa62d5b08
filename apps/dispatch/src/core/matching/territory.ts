import { bbox, booleanPointInPolygon } from '@turf/turf';
import { distanceMetres, isBeyond, type Spot } from './travel.js';

export interface Area {
  type: 'Polygon' | 'MultiPolygon';
  // Rings of [lon, lat]; a MultiPolygon has one level more.
  coordinates: number[][][] | number[][][][];
}

/** The area that a site covers: inside the polygon if there is one, otherwise within the radius. */
export interface Territory {
  centre: Spot;
  radiusMetres: number;
  area?: Area;
  /** West, south, east, north of the area: most points are outside of it, which four comparisons tell. */
  box?: readonly [number, number, number, number];
}

export function territoryOf(centre: Spot, radiusMetres: number, area?: Area): Territory {
  if (!area) return { centre, radiusMetres };
  const [west = -180, south = -90, east = 180, north = 90] = bbox(area as never);
  return { centre, radiusMetres, area, box: [west, south, east, north] };
}

export function covers({ centre, radiusMetres, area, box }: Territory, { lon, lat }: Spot): boolean {
  if (!area || !box)
    return !isBeyond(radiusMetres, lat - centre.lat) && distanceMetres(centre, { lon, lat }) <= radiusMetres;
  const [west, south, east, north] = box;
  if (lon < west || lon > east || lat < south || lat > north) return false;
  return booleanPointInPolygon([lon, lat], area as never);
}
