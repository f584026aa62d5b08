/** A point in WGS-84. */
export interface Spot {
  lon: number;
  lat: number;
}

export interface Trip {
  seconds: number;
  metres: number;
}

/** How long and how far from one point to the other. Another provider (a road network) may take the place of the great circle. */
export type TravelTimes = (from: Spot, to: Spot) => Trip;

const earthRadiusMetres = 6_371_008;
const radians = Math.PI / 180;
/** Roads are this much longer than the great circle (median of detour studies in Europe and China: 1.3 to 1.4). */
const roadFactor = 1.35;
/** Getting to the car, parking, finding the door. */
const doorSeconds = 300;

/** Great-circle distance in metres. */
export function distanceMetres(from: Spot, to: Spot): number {
  const sinLat = Math.sin(((to.lat - from.lat) * radians) / 2);
  const sinLon = Math.sin(((to.lon - from.lon) * radians) / 2);
  const chord = sinLat * sinLat + Math.cos(from.lat * radians) * Math.cos(to.lat * radians) * sinLon * sinLon;
  return 2 * earthRadiusMetres * Math.asin(Math.min(1, Math.sqrt(chord)));
}

/** Great circle times road factor; 27 km/h for the first 5 km (town), 50 km/h up to 30 km, 80 km/h beyond: farther is never quicker. */
export const greatCircleTravel: TravelTimes = (from, to) => {
  const metres = distanceMetres(from, to) * roadFactor;
  const town = Math.min(metres, 5_000);
  const country = Math.min(Math.max(metres - 5_000, 0), 25_000);
  const motorway = Math.max(metres - 30_000, 0);
  const seconds = metres < 1 ? 0 : doorSeconds + town / 7.5 + country / 13.9 + motorway / 22.2;
  return { seconds: Math.round(seconds), metres: Math.round(metres) };
};
