import type { Area } from '../matching/territory.js';

type Ring = [number, number][];

const isPosition = (value: unknown): boolean =>
  Array.isArray(value) &&
  value.length === 2 &&
  typeof value[0] === 'number' &&
  typeof value[1] === 'number' &&
  Math.abs(value[0]) <= 180 &&
  Math.abs(value[1]) <= 90;

function isRing(value: unknown): value is Ring {
  if (!Array.isArray(value) || value.length < 4 || value.length > 5_000 || !value.every(isPosition)) return false;
  const ring = value as Ring;
  const first = ring[0];
  const last = ring.at(-1);
  return first !== undefined && last !== undefined && first[0] === last[0] && first[1] === last[1];
}

const isPolygon = (value: unknown): boolean =>
  Array.isArray(value) && value.length > 0 && value.length <= 50 && value.every(isRing);

/**
 * The GeoJSON area in a value that came from outside, with nothing but its known fields; undefined when it is none (rings closed, at
 * least 4 points, WGS-84 [lon, lat]).
 */
export function areaOf(value: unknown): Area | undefined {
  const { type, coordinates } = (value ?? {}) as { type?: unknown; coordinates?: unknown };
  if (type === 'Polygon' && isPolygon(coordinates)) return { type, coordinates: coordinates as number[][][] };
  if (
    type === 'MultiPolygon' &&
    Array.isArray(coordinates) &&
    coordinates.length <= 200 &&
    coordinates.every(isPolygon)
  )
    return { type, coordinates: coordinates as number[][][][] };
  return undefined;
}
