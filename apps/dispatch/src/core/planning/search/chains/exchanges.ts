import { fits } from '../instance.js';
import { moveOf } from '../move.js';
import { Timetable } from '../timetable.js';
import type { Routes } from '../routes.js';
import { standings, type Exchange, type HeldDay } from './held-day.js';
import { Line } from './line.js';

/** An exchange, and by how much it changes the cost of its route, what it pushes out left aside. */
export interface Priced extends Exchange {
  cost: number;
}

/**
 * All ways to put a visit into a route: between any two of its visits, those in the way pushed out. What was put in before stays and can give way in time, so
 * that what stands behind or before it may be in the way too. Each pushes out as little as it must: what pushes out more does so for the sake of
 * another visit, which can do it itself.
 */
export class Exchanges {
  /** Something that was put in before may have been in the way: looking over it may find more. */
  metFree = false;
  private readonly timetable: Timetable;
  private readonly line: Line;
  /** Parts or tools may be lacking: a restock may have to be found. */
  private readonly mayLack: boolean;

  constructor(private readonly day: HeldDay) {
    const { instance, routes } = day;
    const { stride, open, close } = routes;
    this.timetable = routes.timetable ?? new Timetable(instance, instance.finer, stride + 2, open, close);
    this.line = new Line(day);
    this.mayLack = instance.parts > 0 || instance.fit.includes(fits.afterRestock);
  }

  /** Pushing out `most` at most, over what was put in before too where `isWide`; in the order of routes and places. */
  of(visit: number, most: number, isWide: boolean): Priced[] {
    const { instance, routes } = this.day;
    const { triedFrom, tried, technicianOf, technicians, fit } = instance;
    const found: Priced[] = [];
    for (let at = triedFrom[visit] as number; at < (triedFrom[visit + 1] as number); at += 1) {
      const route = tried[at] as number;
      if (fit[visit * technicians + (technicianOf[route] as number)] === fits.never) continue;
      if (routes.cost[route] === Infinity) continue;
      this.line.read(route, isWide);
      this.metFree ||= most > 0 && this.line.hasFree;
      for (let gap = 0; gap < this.line.length - 1; gap += 1) this.inGap(visit, route, gap, most, found);
    }
    return found;
  }

  /** Behind the visit at `gap` of the line. */
  private inGap(visit: number, route: number, gap: number, most: number, found: Priced[]): void {
    const { line } = this;
    let fewest = most + 1;
    for (let before = 0; before <= most && fewest > 0; before += 1) {
      // What is held right before the gap is pushed out from the gap before it.
      if (before > 0 && line.standing[gap] !== standings.free) return;
      const left = line.reach(gap, -1, before);
      if (left < 0) return;
      for (let behind = 0; behind < Math.min(fewest, most - before + 1); behind += 1) {
        const right = line.reach(gap + 1, 1, behind);
        if (right < 0) break;
        const count = line.put(visit, left, gap, right, before + behind);
        if (count === 0) continue;
        const exchange = { route, pushed: line.heldBetween(left, right), move: moveOf(line.putAt), cost: Infinity };
        this.judge(visit, exchange, count);
        if (!Number.isFinite(exchange.cost)) continue;
        found.push(exchange);
        fewest = behind;
      }
    }
  }

  /** Prices the visit as it was put into the line, which has so many stops with it. */
  private judge(visit: number, exchange: Priced, count: number): void {
    const { line, day, timetable } = this;
    const { instance, routes, insertion } = day;
    const { route } = exchange;
    const technician = instance.technicianOf[route] as number;
    if (this.mayLack && (line.hasRestock || !insertion.servesFromVan(visit, technician)))
      return this.judgeWithRestocks(visit, exchange);
    exchange.cost = timetable.costOf(route, line.stops, 0, count) - (routes.cost[route] as number);
  }

  private judgeWithRestocks(visit: number, exchange: Priced): void {
    const { day, line } = this;
    const { routes, insertion } = day;
    const { route } = exchange;
    const before = routes.cost[route] as number;
    day.push(exchange);
    const [first, last] = gapBehind(routes, route, line.putAt - 1);
    insertion.search(visit, route, first, last);
    exchange.move = insertion.move;
    exchange.cost = (routes.cost[route] as number) + insertion.cost - before;
    day.undo();
  }
}

/** First and last position behind so many visits of a route and before the next one: two where a restock is between them. */
function gapBehind({ instance, stops, stride }: Routes, route: number, visits: number): [number, number] {
  const isRestock = (position: number) => {
    const node = stops[route * stride + position] as number;
    return node >= instance.visits && node < instance.visits + instance.stockPoints;
  };
  let first = 1;
  for (let left = visits; left > 0; first += 1) if (!isRestock(first)) left -= 1;
  return [first, isRestock(first) ? first + 1 : first];
}
