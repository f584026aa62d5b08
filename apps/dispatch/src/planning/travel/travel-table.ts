import { setImmediate as turn } from 'node:timers/promises';
import { greatCircleTravel, type Spot } from '../../core/matching/travel.js';
import type { Travel } from '../../core/planning/model/travel.js';
import { sharedNumbers, type TravelSource } from '../../core/plans/roads.js';

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

/** What may cut the asking short; what is not known by then is estimated. */
export interface AskingLimits {
  /** Seconds for the whole table, where that is less than usual. */
  seconds?: number;
  signal?: AbortSignal;
}

/** Answers with a whole table, always: where nobody else knows, with the great circle. */
export interface TravelTables {
  between(spots: readonly Spot[], limits?: AskingLimits): Promise<TravelTable>;
}

/** Thousands of places are millions of pairs: everybody else has a turn so often. */
const turnMs = 10;

/** Calls for each row of a table, and lets others have their turn in between. */
export async function rowByRow(rows: number, each: (row: number) => void): Promise<void> {
  let since = performance.now();
  for (let row = 0; row < rows; row += 1) {
    each(row);
    if (performance.now() - since < turnMs) continue;
    await turn();
    since = performance.now();
  }
}

/** A table of great circles times the road factor. In memory that the solver's threads share. */
export async function greatCircleTable(
  spots: readonly Spot[],
  travelSource: TravelSource = 'great-circle',
): Promise<TravelTable> {
  const places = spots.length;
  const table = {
    places,
    seconds: sharedNumbers(places * places),
    metres: sharedNumbers(places * places),
    provider: travelSource,
    travelSource,
    estimated: new Uint8Array(places * places),
    estimatedPairs: 0,
  };
  await rowByRow(places, (row) =>
    spots.forEach((to, column) => {
      const { seconds, metres } = greatCircleTravel(spots[row] as Spot, to);
      table.seconds[row * places + column] = seconds;
      table.metres[row * places + column] = metres;
    }),
  );
  return table;
}

/** The default: nobody is asked. */
export class GreatCircleTables implements TravelTables {
  between(spots: readonly Spot[]): Promise<TravelTable> {
    return greatCircleTable(spots);
  }
}
