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
export interface TravelTimes {
  (from: Spot, to: Spot): Trip;
  /** For who asks about many places and need not know it to the metre. */
  readonly bound?: TripBound;
}

/**
 * What a trip takes at least and at most, in a few operations, by `(lat - place.lat)² + weight · (lon - place.lon)²` in degrees. What becomes a whole
 * number in a trip is not rounded here.
 */
export interface TripBound {
  /** How much a degree of longitude counts around a place, for `leastMetres`. */
  lonWeight: (place: Spot) => number;
  /** By road. */
  leastMetres: (squaredDegrees: number) => number;
  /** By road; here degrees of longitude count as much as those of latitude. */
  mostMetres: (squaredDegrees: number) => number;
  /** Of a trip of so many metres. */
  seconds: (metres: number) => number;
}

const earthRadiusMetres = 6_371_008;
const radians = Math.PI / 180;
/** Roads are this much longer than the great circle (median of detour studies in Europe and China: 1.3 to 1.4). */
const roadFactor = 1.35;
/** Getting to the car, parking, finding the door. */
const doorSeconds = 300;

/** Of the latitude that was asked for last: one end of many distances in a row is the same. */
let knownLatitude = 0;
let knownCosine = 1;

function cosineOf(latitude: number): number {
  return latitude === knownLatitude ? knownCosine : Math.cos(latitude * radians);
}

/** Great-circle distance in metres. */
export function distanceMetres(from: Spot, to: Spot): number {
  const sinLat = Math.sin(((to.lat - from.lat) * radians) / 2);
  const sinLon = Math.sin(((to.lon - from.lon) * radians) / 2);
  if (from.lat !== knownLatitude && to.lat !== knownLatitude) {
    knownCosine = Math.cos(to.lat * radians);
    knownLatitude = to.lat;
  }
  const chord = sinLat * sinLat + cosineOf(from.lat) * cosineOf(to.lat) * sinLon * sinLon;
  return 2 * earthRadiusMetres * Math.asin(Math.min(1, Math.sqrt(chord)));
}

/** No point whose latitude differs by so much is so near. */
export const isBeyond = (metres: number, latDegrees: number): boolean =>
  Math.abs(latDegrees) * radians * earthRadiusMetres > metres + 1;

/** 27 km/h for the first 5 km (town), 50 km/h up to 30 km, 80 km/h beyond: farther is never quicker. */
function secondsFor(metres: number): number {
  const town = Math.min(metres, 5_000);
  const country = Math.min(Math.max(metres - 5_000, 0), 25_000);
  const motorway = Math.max(metres - 30_000, 0);
  return metres < 1 ? 0 : doorSeconds + town / 7.5 + country / 13.9 + motorway / 22.2;
}

/** Of places no farther from each other on the great circle than this, longitudes differ by 21 degrees at most in the latitudes below. */
const farthestDegrees = 3;
const northernmost = 80;
const easternmost = 150;
/** The sine of half of such an angle is so much of it at least, squared. */
const leastOfSine = 0.98;
/** More than what it can make of a few operations. */
const rounding = 1 + 1e-9;
const degreeMetres = roadFactor * earthRadiusMetres * radians;

const bound: TripBound = {
  lonWeight: ({ lon, lat }) =>
    Math.abs(lat) > northernmost || Math.abs(lon) > easternmost
      ? 0
      : Math.cos(lat * radians) * Math.cos((Math.abs(lat) + farthestDegrees) * radians),
  leastMetres: (squaredDegrees) => degreeMetres * Math.min(farthestDegrees, Math.sqrt(squaredDegrees * leastOfSine)),
  mostMetres: (squaredDegrees) => degreeMetres * rounding * Math.sqrt(squaredDegrees),
  seconds: secondsFor,
};

/** Great circle times road factor, with the time at the door. */
export const greatCircleTravel: TravelTimes = Object.assign(
  (from: Spot, to: Spot): Trip => {
    const metres = distanceMetres(from, to) * roadFactor;
    return { seconds: Math.round(secondsFor(metres)), metres: Math.round(metres) };
  },
  { bound },
);
