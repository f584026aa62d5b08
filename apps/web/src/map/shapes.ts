import { type Point, project } from './mercator.js';

/** Something drawn below the points of a map: a closed area, or a line. */
export interface Shape {
  rings: readonly (readonly Point[])[];
  isClosed: boolean;
}

type Position = readonly [lon: number, lat: number];

const earthRadiusMetres = 6_371_008;
const circleSteps = 64;
const radians = Math.PI / 180;

const ringOf = (positions: readonly Position[]) => positions.map(([lon, lat]) => project(lon, lat));

/** A line from place to place. */
export const lineOf = (spots: readonly { lon: number; lat: number }[]): Shape => ({
  rings: [spots.map(({ lon, lat }) => project(lon, lat))],
  isClosed: false,
});

/** What lies within so many metres of a place, on the sphere. */
export function circleOf({ lon, lat }: { lon: number; lat: number }, metres: number): Shape {
  const far = metres / earthRadiusMetres;
  const sine = Math.sin(lat * radians);
  const ring = Array.from({ length: circleSteps }, (_, step): Position => {
    const bearing = (step / circleSteps) * 2 * Math.PI;
    const north = Math.asin(sine * Math.cos(far) + Math.cos(lat * radians) * Math.sin(far) * Math.cos(bearing));
    const east = Math.atan2(
      Math.sin(bearing) * Math.sin(far) * Math.cos(lat * radians),
      Math.cos(far) - sine * Math.sin(north),
    );
    return [lon + east / radians, north / radians];
  });
  return { rings: [ringOf(ring)], isClosed: true };
}

/** A GeoJSON polygon or several; undefined for anything else. */
export function areaOf(territory: unknown): Shape | undefined {
  const { type, coordinates } = (territory ?? {}) as { type?: string; coordinates?: unknown };
  if (type === 'Polygon') return { rings: (coordinates as Position[][]).map(ringOf), isClosed: true };
  if (type === 'MultiPolygon') return { rings: (coordinates as Position[][][]).flat().map(ringOf), isClosed: true };
  return undefined;
}
