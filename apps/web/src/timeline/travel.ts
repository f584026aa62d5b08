/** An estimate of the way from one place to the other, as dispatch makes it (a test in test/web compares the two). */

export interface Spot {
  lon: number;
  lat: number;
}

export interface Trip {
  seconds: number;
  metres: number;
}

const earthRadiusMetres = 6_371_008;
const roadFactor = 1.35;
const doorSeconds = 300;
/** Metres up to which a speed in metres per second holds. */
const speeds = [
  { upTo: 5_000, speed: 7.5 },
  { upTo: 30_000, speed: 13.9 },
  { upTo: Infinity, speed: 22.2 },
] as const;

const radiansOf = (degrees: number) => (degrees * Math.PI) / 180;

/** Great circle (haversine) times road factor, slow in town and quicker beyond. */
export function estimatedTrip(from: Spot, to: Spot): Trip {
  const [south, east] = [radiansOf(to.lat - from.lat), radiansOf(to.lon - from.lon)];
  const haversine =
    Math.sin(south / 2) ** 2 + Math.cos(radiansOf(from.lat)) * Math.cos(radiansOf(to.lat)) * Math.sin(east / 2) ** 2;
  const metres = 2 * earthRadiusMetres * Math.asin(Math.min(1, Math.sqrt(haversine))) * roadFactor;
  if (metres < 1) return { seconds: 0, metres: Math.round(metres) };
  let [seconds, gone] = [doorSeconds, 0];
  for (const { upTo, speed } of speeds) {
    const here = Math.max(0, Math.min(metres, upTo) - gone);
    seconds += here / speed;
    gone += here;
  }
  return { seconds: Math.round(seconds), metres: Math.round(metres) };
}
