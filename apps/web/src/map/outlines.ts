import outlinesUrl from 'world-atlas/countries-50m.json?url';
import { feature } from 'topojson-client';
import type { GeometryCollection, Topology } from 'topojson-specification';
import { project } from './mercator.js';

/** One country as a path on the square of the world, with what it fits into: only those in sight are drawn. */
export interface Country {
  path: Path2D;
  west: number;
  east: number;
  north: number;
  south: number;
}

type Countries = Topology<{ countries: GeometryCollection }>;
type Ring = readonly (readonly number[])[];

/** The countries of Natural Earth at 1:50 million, from a file of our own. */
export async function loadCountries(signal: AbortSignal): Promise<readonly Country[]> {
  const topology = (await (await fetch(outlinesUrl, { signal })).json()) as Countries;
  return feature(topology, topology.objects.countries).features.flatMap(({ geometry }) => {
    if (geometry?.type === 'Polygon') return [countryOf(geometry.coordinates)];
    // each part by itself: a country may have islands on the other side of the world
    return geometry?.type === 'MultiPolygon' ? geometry.coordinates.map(countryOf) : [];
  });
}

function countryOf(rings: readonly Ring[]): Country {
  const country = { path: new Path2D(), west: Infinity, east: -Infinity, north: Infinity, south: -Infinity };
  for (const ring of rings) {
    for (const [index, [lon = 0, lat = 0]] of ring.entries()) {
      const { x, y } = project(lon, lat);
      if (index === 0) country.path.moveTo(x, y);
      else country.path.lineTo(x, y);
      country.west = Math.min(country.west, x);
      country.east = Math.max(country.east, x);
      country.north = Math.min(country.north, y);
      country.south = Math.max(country.south, y);
    }
    country.path.closePath();
  }
  return country;
}
