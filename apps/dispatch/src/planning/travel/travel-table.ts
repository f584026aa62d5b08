import { greatCircleTravel, type Spot } from '../../core/matching/travel.js';
import type { Travel } from '../../core/planning/model/travel.js';

/** Who computes travel times. */
export const travelSources = ['great-circle', 'osrm', 'valhalla'] as const;
export type TravelSource = (typeof travelSources)[number];

/** Times and distances between all pairs of a list of points, and who says so. Row by row, as in the planning model: from `a` to `b` at `a * places + b`. */
export interface TravelTable extends Travel {
  /** Who was asked. */
  travelSource: TravelSource;
  /** 1 = the great circle stands in for this pair, for who was asked did not know it or did not answer in time. */
  estimated: Uint8Array;
  estimatedPairs: number;
  /** The first reason why pairs are estimated. */
  estimatedBecause?: string;
}

/** Answers with a whole table, always: where nobody else knows, with the great circle. */
export interface TravelTables {
  between(spots: readonly Spot[]): Promise<TravelTable>;
}

/** A table of great circles times the road factor. In memory that the solver's threads share. */
export function greatCircleTable(spots: readonly Spot[], travelSource: TravelSource = 'great-circle'): TravelTable {
  const places = spots.length;
  const numbers = () => new Float64Array(new SharedArrayBuffer(8 * places * places));
  const table = {
    places,
    seconds: numbers(),
    metres: numbers(),
    provider: travelSource,
    travelSource,
    estimated: new Uint8Array(places * places),
    estimatedPairs: 0,
  };
  spots.forEach((from, row) =>
    spots.forEach((to, column) => {
      const { seconds, metres } = greatCircleTravel(from, to);
      table.seconds[row * places + column] = seconds;
      table.metres[row * places + column] = metres;
    }),
  );
  return table;
}

/** The default: nobody is asked. */
export class GreatCircleTables implements TravelTables {
  between(spots: readonly Spot[]): Promise<TravelTable> {
    return Promise.resolve(greatCircleTable(spots));
  }
}
