import type { Spot, TravelTimes, Trip } from '../matching/travel.js';

/** A stop of somebody's day. */
export interface StopOfDay extends Spot {
  startMs: number;
}

/** From home through the stops of a day, by start, and back; nothing for a day at home. */
export function wayOfDay(home: Spot, stops: readonly StopOfDay[], travel: TravelTimes): Trip {
  if (stops.length === 0) return { seconds: 0, metres: 0 };
  const way: Spot[] = [home, ...stops.toSorted((one, other) => one.startMs - other.startMs), home];
  return way.slice(1).reduce<Trip>(
    (sum, to, index) => {
      const { seconds, metres } = travel(way[index] as Spot, to);
      return { seconds: sum.seconds + seconds, metres: sum.metres + metres };
    },
    { seconds: 0, metres: 0 },
  );
}
