import { startNode } from '../instance.js';
import type { Insertion } from '../insertion.js';
import type { Random } from '../random.js';
import type { Routes } from '../routes.js';
import type { StartOfMove } from '../start-of-move.js';
import type { Bounds, TiedWindows } from '../tied-windows.js';

/** Starts tried for a visit for two: those of the cheapest places of one, and some drawn by chance. */
const mostCheapStarts = 8;
const chanceStarts = 3;

/** Where a visit goes in a route. */
export interface Place {
  route: number;
  cost: number;
  move: number;
}

/** Where the two people of a visit come from, and when they start. */
export interface Meeting {
  startSeconds: number;
  places: readonly [Place, Place];
  cost: number;
}

/** A cost may be -Infinity: a route that could not be driven can be. */
export const byCost = (one: Place, other: Place) => (one.cost < other.cost ? -1 : Number(one.cost > other.cost));

/** Finds the start at which two technicians together can make a visit at the least cost. */
export class Meetings {
  private readonly publishedStart: ReadonlyMap<number, number>;

  constructor(
    private readonly routes: Routes,
    private readonly insertion: Insertion,
    private readonly windows: TiedWindows,
    private readonly startOfMove: StartOfMove,
    private readonly random: Random,
  ) {
    const { published, partner } = routes.instance;
    this.publishedStart = new Map(
      published.flatMap(({ visit, startSeconds }) => [
        [visit, startSeconds] as const,
        [partner[visit] as number, startSeconds] as const,
      ]),
    );
  }

  /** `places` are those of one of its halves, the cheapest first. */
  find(visit: number, places: readonly Place[], bounds: Bounds): Meeting | undefined {
    let best: Meeting | undefined;
    for (const start of this.startsOf(visit, places, bounds)) {
      const found = this.meetingAt(start, visit, places, bounds);
      if (found && found.cost < (best?.cost ?? Infinity)) best = found;
    }
    return best;
  }

  private startsOf(visit: number, places: readonly Place[], bounds: Bounds): Set<number> {
    const { routes, random } = this;
    const starts = new Set<number>();
    const published = this.publishedStart.get(visit);
    if (published !== undefined) starts.add(published);
    for (const { route, move } of places.slice(0, mostCheapStarts)) {
      this.windows.narrow(visit, route, bounds);
      starts.add(this.startOfMove.of(visit, route, move));
    }
    for (let draw = 0; draw < chanceStarts && places.length > 0; draw += 1) {
      const { route } = places[random.below(places.length)] as Place;
      const position = random.below((routes.length[route] as number) - 1);
      starts.add(Math.max(bounds.openSeconds, routes.startAfter(route, position, visit)));
    }
    return starts;
  }

  private meetingAt(start: number, visit: number, places: readonly Place[], bounds: Bounds): Meeting | undefined {
    const { insertion, windows } = this;
    const { technicianOf } = this.routes.instance;
    const found: Place[] = [];
    for (const { route } of places) {
      if (!this.worksAt(route, start) || !windows.pin(visit, route, start, bounds)) continue;
      insertion.search(visit, route, windows.firstPlace(visit, route));
      if (insertion.cost < Infinity) found.push({ route, cost: insertion.cost, move: insertion.move });
    }
    const [first, ...others] = found.sort(byCost);
    const second = others.find(({ route }) => technicianOf[route] !== technicianOf[first?.route ?? -1]);
    return first && second && { startSeconds: start, places: [first, second], cost: first.cost + second.cost };
  }

  private worksAt(route: number, second: number): boolean {
    const { open, close } = this.routes;
    const node = startNode(this.routes.instance, route);
    return second >= (open[node] as number) && second <= (close[node] as number);
  }
}
