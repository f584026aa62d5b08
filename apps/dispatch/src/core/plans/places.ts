import type { Spot } from '../matching/travel.js';
import type { Travel } from '../planning/model/travel.js';
import type { PlanProblem } from './plan-problem.js';
import type { PlanWorld } from './plan-world.js';
import { placeKey, sharedNumbers } from './roads.js';

/** The places of a planning problem and the roads between them: what is looked at one by one and the whole table say the same. */
export class Places {
  /** Row by row of the table. */
  readonly spots: Spot[] = [];
  private readonly rows = new Map<string, number>();

  constructor(private readonly world: Pick<PlanWorld, 'travel' | 'tableOf' | 'places'>) {
    for (const place of world.places ?? []) this.of(place);
  }

  /** Its row; a new one for a place that has none yet. */
  of({ lon, lat }: Spot): number {
    const key = placeKey({ lon, lat });
    const known = this.rows.get(key);
    if (known !== undefined) return known;
    this.rows.set(key, this.spots.length);
    this.spots.push({ lon, lat });
    return this.spots.length - 1;
  }

  roadMs(from: number, to: number): number {
    return this.world.travel(this.spots[from] as Spot, this.spots[to] as Spot).seconds * 1000;
  }

  /** Travel between all places so far; that of a problem of the same places is taken over. */
  travel(known?: PlanProblem): Travel {
    if (known && isSame(known.spots, this.spots)) return known.problem.travel;
    if (this.world.tableOf) return this.world.tableOf(this.spots);
    const places = this.spots.length;
    const [seconds, metres] = [sharedNumbers(places * places), sharedNumbers(places * places)];
    this.spots.forEach((from, row) =>
      this.spots.forEach((to, column) => {
        const trip = this.world.travel(from, to);
        seconds[row * places + column] = trip.seconds;
        metres[row * places + column] = trip.metres;
      }),
    );
    return { places, seconds, metres, provider: 'great-circle' };
  }
}

const isSame = (some: readonly Spot[], others: readonly Spot[]): boolean =>
  some.length === others.length &&
  some.every(({ lon, lat }, index) => lon === others[index]?.lon && lat === others[index]?.lat);
