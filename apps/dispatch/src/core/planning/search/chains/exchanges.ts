import { fits } from '../instance.js';
import { moveOf } from '../move.js';
import { Timetable } from '../timetable.js';
import type { Exchange, HeldDay } from './held-day.js';

/** An exchange, and by how much it changes the cost of its route, what it pushes out left aside. */
export interface Priced extends Exchange {
  cost: number;
}

/**
 * All ways to put a visit into a route: between any two of its stops, what stands between them pushed out, as far as they leave it the time. Each pushes
 * out as little as it must: what pushes out more does so for the sake of another visit, which can do it itself.
 */
export class Exchanges {
  private readonly timetable: Timetable;
  private readonly stops: Int32Array;
  /** Parts or tools may be lacking: a restock may have to be found. */
  private readonly mayLack: boolean;

  constructor(private readonly day: HeldDay) {
    const { instance, routes } = day;
    const { stride, open, close } = routes;
    this.timetable = routes.timetable ?? new Timetable(instance, instance.finer, stride + 2, open, close);
    this.stops = new Int32Array(stride + 2);
    this.mayLack = instance.parts > 0 || instance.fit.includes(fits.afterRestock);
  }

  /** Pushing out `most` at most; in the order of routes and places. */
  of(visit: number, most: number): Priced[] {
    const { instance, routes } = this.day;
    const { triedFrom, tried, technicianOf, technicians, fit } = instance;
    const found: Priced[] = [];
    for (let at = triedFrom[visit] as number; at < (triedFrom[visit + 1] as number); at += 1) {
      const route = tried[at] as number;
      if (fit[visit * technicians + (technicianOf[route] as number)] === fits.never) continue;
      if (routes.cost[route] !== Infinity) this.inRoute(visit, route, most, found);
    }
    return found;
  }

  private inRoute(visit: number, route: number, most: number, found: Priced[]): void {
    const { day } = this;
    const { routes } = day;
    const seesTime = !day.instance.finer.hourFactors;
    const from = route * routes.stride;
    const last = (routes.length[route] as number) - 1;
    for (let left = 0; left < last; left += 1) {
      for (let right = left + 1; right <= last; right += 1) {
        const pushed = right - left - 1;
        if (pushed > most || (pushed > 0 && !day.mayPush(routes.stops[from + right - 1] as number))) break;
        if (seesTime && !routes.leavesTime(visit, route, left, right)) continue;
        const exchange = { route, from: left + 1, pushed, move: moveOf(left + 1), cost: Infinity };
        if (this.mayLack) this.judgeWithRestocks(visit, exchange);
        else exchange.cost = this.costBetween(visit, route, left, right) - (routes.cost[route] as number);
        if (exchange.cost === Infinity) continue;
        found.push(exchange);
        break;
      }
    }
  }

  private costBetween(visit: number, route: number, left: number, right: number): number {
    const { routes } = this.day;
    const from = route * routes.stride;
    let count = 0;
    for (let at = 0; at <= left; at += 1) this.stops[count++] = routes.stops[from + at] as number;
    this.stops[count++] = visit;
    for (let at = right; at < (routes.length[route] as number); at += 1)
      this.stops[count++] = routes.stops[from + at] as number;
    return this.timetable.costOf(route, this.stops, 0, count);
  }

  private judgeWithRestocks(visit: number, exchange: Priced): void {
    const { day } = this;
    const before = day.routes.cost[exchange.route] as number;
    day.push(exchange);
    day.insertion.search(visit, exchange.route);
    exchange.move = day.insertion.move;
    exchange.cost = (day.routes.cost[exchange.route] as number) + day.insertion.cost - before;
    day.undo();
  }
}
