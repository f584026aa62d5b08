import { estimatedTrip, type Spot, type Trip } from '../timeline/travel.js';
import type { Visit } from '../visits/queries.js';

type Placed = Pick<Visit, 'id' | 'start' | 'finish' | 'status'> & { place: Spot };

export interface Stop<V extends Placed> {
  visit: V;
  /** From the stop before, or from home; undefined where nobody goes. */
  way: Trip | undefined;
  /** The gap before it is shorter than the way. */
  isTight: boolean;
}

const isGone = ({ status }: Placed) => status === 'cancelled' || status === 'missed';

/** A technician's day in its order, with the estimated way to each visit; of cancelled and missed ones there is none. */
export function routeOf<V extends Placed>(visits: readonly V[], home: Spot): Stop<V>[] {
  let [from, free]: [Spot, number | undefined] = [home, undefined];
  return visits
    .toSorted((one, other) => one.start.localeCompare(other.start))
    .map((visit) => {
      if (isGone(visit)) return { visit, way: undefined, isTight: false };
      const way = estimatedTrip(from, visit.place);
      const isTight = free !== undefined && Date.parse(visit.start) - free < way.seconds * 1000;
      [from, free] = [visit.place, Date.parse(visit.finish)];
      return { visit, way, isTight };
    });
}

/** All ways of the day together, home not included. */
export const totalWay = (stops: readonly { way: Trip | undefined }[]): Trip =>
  stops.reduce(
    (sum, { way }) => ({
      seconds: sum.seconds + (way?.seconds ?? 0),
      metres: sum.metres + (way?.metres ?? 0),
    }),
    { seconds: 0, metres: 0 },
  );
