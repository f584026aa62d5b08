import { stockNode } from './instance.js';
import type { Routes } from './routes.js';
import type { Timetable } from './timetable.js';

/** Judges an insertion by the timetable of the whole route: slower than the segments, and sees everything. */
export class WholeInsertion {
  private readonly stops: Int32Array;

  constructor(
    private readonly routes: Routes,
    private readonly timetable: Timetable,
  ) {
    this.stops = new Int32Array(routes.stride + 2);
  }

  /**
   * Change of the route's cost when the visit goes in at `position`; with `restockPosition` above 0 the route's restock, if any, is given up
   * for one of the stock point there. Infinity when it cannot be.
   */
  changeOfCost(visit: number, route: number, position: number, restockPosition: number, stockPoint: number): number {
    const { routes } = this;
    const count = this.write(visit, route, position, restockPosition, stockPoint);
    const cost = this.timetable.costOf(route, this.stops, 0, count);
    return cost === Infinity ? Infinity : cost - (routes.cost[route] as number);
  }

  /** When the visit would start then, at the earliest or as the timetable has it; Infinity when the route cannot be driven. */
  startOf(
    visit: number,
    route: number,
    position: number,
    restockPosition: number,
    stockPoint: number,
    isEarliest: boolean,
  ): number {
    const count = this.write(visit, route, position, restockPosition, stockPoint);
    const { timetable, stops } = this;
    const cost = isEarliest
      ? timetable.driveEarliest(route, stops, 0, count)
      : timetable.timesOf(route, stops, 0, count);
    return cost === Infinity ? Infinity : (timetable.start[stops.indexOf(visit)] as number);
  }

  /** The stops as `Insertion.apply` would leave them. */
  private write(visit: number, route: number, position: number, restockPosition: number, stockPoint: number): number {
    const { instance, stops: all, stride, restockAt, length } = this.routes;
    const dropped = restockPosition > 0 ? (restockAt[route] as number) : -1;
    let count = 0;
    let left = 0;
    for (let at = 0; at < (length[route] as number); at += 1) {
      if (at === dropped) continue;
      if (left === restockPosition && restockPosition > 0) this.stops[count++] = stockNode(instance, stockPoint);
      if (left === position) this.stops[count++] = visit;
      this.stops[count++] = all[route * stride + at] as number;
      left += 1;
    }
    return count;
  }
}
