import { greatCircleTravel, type Spot } from '../../apps/dispatch/src/core/matching/travel.js';
import type { Travel } from '../../apps/dispatch/src/core/planning/model/travel.js';

/** Great circles times road factor between all spots, in memory that the solver's threads share. */
export function sharedTravel(spots: readonly Spot[]): Travel {
  const places = spots.length;
  const table = () => new Float64Array(new SharedArrayBuffer(8 * places * places));
  const travel = { places, seconds: table(), metres: table() };
  spots.forEach((from, row) =>
    spots.forEach((to, column) => {
      const trip = greatCircleTravel(from, to);
      travel.seconds[row * places + column] = trip.seconds;
      travel.metres[row * places + column] = trip.metres;
    }),
  );
  return travel;
}
