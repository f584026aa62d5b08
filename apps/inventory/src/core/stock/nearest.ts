/** A place on the map, degrees. */
export interface Spot {
  id: string;
  lon: number;
  lat: number;
}

/** Which of the spots (at least one) is nearest to a point; asked again for the same point it answers from memory. */
export function nearestOf(spots: readonly Spot[]): (lon: number, lat: number) => string {
  const known = new Map<string, string>();
  return (lon, lat) => {
    const key = `${lon} ${lat}`;
    const found = known.get(key) ?? search(spots, lon, lat);
    known.set(key, found);
    return found;
  };
}

/** Flat around the point: near enough to tell which of two sites is nearer, and ten times as quick as on the sphere. */
function search(spots: readonly Spot[], lon: number, lat: number): string {
  const narrowing = Math.cos((lat * Math.PI) / 180);
  let [nearest, least] = ['', Number.POSITIVE_INFINITY];
  for (const spot of spots) {
    const across = Math.abs(spot.lon - lon);
    const eastwards = Math.min(across, 360 - across) * narrowing;
    const squared = eastwards * eastwards + (spot.lat - lat) ** 2;
    if (squared < least) [nearest, least] = [spot.id, squared];
  }
  return nearest;
}
