import { fixedCost } from './fixed-cost.js';
import { stockNode, type Instance } from './instance.js';
import { moveOf, positionOf, restockPositionOf } from './move.js';
import type { Routes } from './routes.js';
import { Segment } from './segment.js';
import type { TwoCheapest } from './two-cheapest.js';
import type { WholeInsertion } from './whole-insertion.js';

/** Places of a visit together with a restock that it needs: the visit goes in behind the restock. */
export class RestockInsertion {
  /** The visit goes in at one of the places from `first` to `until`. */
  first = 1;
  until = Infinity;
  private readonly instance: Instance;
  private readonly segment: Segment;
  private readonly saved: Segment;

  constructor(
    private readonly routes: Routes,
    private readonly found: TwoCheapest,
    /** Where segments do not see everything. */
    private readonly whole: WholeInsertion | undefined,
  ) {
    this.instance = routes.instance;
    this.segment = new Segment(routes);
    this.saved = new Segment(routes);
  }

  /** All places of a restock up to `lastRestock` with those of the visit behind it up to `last`. */
  private scanPairs(
    whole: WholeInsertion,
    visit: number,
    route: number,
    stockPoint: number,
    lastRestock: number,
    last: number,
  ): void {
    const until = Math.min(last, this.until);
    for (let restock = 1; restock <= Math.min(lastRestock, until); restock += 1)
      for (let position = Math.max(restock, this.first); position <= until; position += 1) {
        const cost = whole.changeOfCost(visit, route, position, restock, stockPoint);
        if (cost < this.found.secondCost) this.found.note(cost, moveOf(position, restock, stockPoint));
      }
  }

  /** The visit needs what only a stock point has: all places of the restock with all places of the visit behind it. */
  insertWith(visit: number, route: number, stockPoint: number): void {
    const { instance, routes } = this;
    const node = stockNode(instance, stockPoint);
    const from = route * routes.stride;
    const last = (routes.length[route] as number) - 1;
    if (this.whole) return this.scanPairs(this.whole, visit, route, stockPoint, last, last);
    const until = Math.min(last, this.until);
    for (let position = 1; position <= until; position += 1) {
      this.segment.begin(from + position - 1);
      if (!this.segment.extend(route, node)) continue;
      for (let index = position; index <= until; index += 1) {
        if (index > position && !this.segment.extend(route, routes.stops[from + index - 1] as number)) break;
        if (index >= this.first) this.judgeSegment(visit, route, index, position, stockPoint, last);
      }
    }
  }

  /** The visit needs the stock point and goes in before the restock, which is brought forward: all places of both before where it is now. */
  bringForward(visit: number, route: number, stockPoint: number, restockAt: number): void {
    const { instance, routes } = this;
    const from = route * routes.stride;
    if (this.whole) return this.scanPairs(this.whole, visit, route, stockPoint, restockAt - 1, restockAt);
    const until = Math.min(restockAt, this.until);
    for (let position = 1; position < restockAt && position <= until; position += 1) {
      this.segment.begin(from + position - 1);
      if (!this.segment.extend(route, stockNode(instance, stockPoint))) continue;
      for (let index = position; index <= until; index += 1) {
        if (index > position && !this.segment.extend(route, routes.stops[from + index - 1] as number)) break;
        if (index >= this.first) this.judgeForward(visit, route, moveOf(index, position, stockPoint), restockAt);
      }
    }
  }

  /** Builds the rest of the route without the old restock, judges it, and puts the segment back as it was. */
  private judgeForward(visit: number, route: number, move: number, restockAt: number): void {
    const { routes } = this;
    this.saved.copy(this.segment);
    const from = route * routes.stride;
    let isFeasible = this.segment.extend(route, visit);
    for (let index = positionOf(move); isFeasible && index < restockAt; index += 1)
      isFeasible = this.segment.extend(route, routes.stops[from + index] as number);
    if (isFeasible) this.joinTail(visit, route, move, restockAt + 1);
    this.segment.copy(this.saved);
  }

  /** Cost of the segment followed by the route from `position` on. */
  private joinTail(visit: number, route: number, move: number, position: number): void {
    const { instance, routes } = this;
    const { place, places, seconds, metres } = instance;
    const at = route * routes.stride + position;
    const last = (routes.length[route] as number) - 1;
    const pair = (place[this.segment.node] as number) * places + (place[routes.stops[at] as number] as number);
    const leg = seconds[pair] as number;
    if (this.segment.depart + leg > (routes.latest[at] as number)) return;
    const span = this.segment.seconds + leg;
    const wait = Math.max((routes.tailEarliest[at] as number) - span - this.segment.latest, 0);
    const whole = routes.headSeconds[route * routes.stride + last] as number;
    const restockPosition = restockPositionOf(move);
    const cost =
      fixedCost(instance, visit, route, last === 1) +
      (instance.perWorkSecond[route] as number) * (span + wait + (routes.tailSeconds[at] as number) - whole) +
      (instance.perTravelSecond[route] as number) *
        (this.segment.drive + leg - this.replaced(seconds, route, restockPosition, position, last)) +
      (instance.perMetre[route] as number) *
        (this.segment.metres +
          (metres[pair] as number) -
          this.replaced(metres, route, restockPosition, position, last));
    if (cost < this.found.secondCost) this.found.note(cost, move);
  }

  private judgeSegment(
    visit: number,
    route: number,
    position: number,
    restockPosition: number,
    stockPoint: number,
    last: number,
  ): void {
    const { instance, routes } = this;
    const { place, places, seconds, metres } = instance;
    const from = route * routes.stride;
    const own = place[visit] as number;
    const before = place[this.segment.node] as number;
    const after = place[routes.stops[from + position] as number] as number;
    const into = seconds[before * places + own] as number;
    const out = seconds[own * places + after] as number;
    const opens = routes.open[visit] as number;
    const closes = routes.close[visit] as number;
    const begin = Math.max(opens, this.segment.depart + into);
    if (begin > closes) return;
    const stay = (instance.service[visit] as number) * (instance.durationFactor[route] as number);
    if (begin + stay + out > (routes.latest[from + position] as number)) return;
    const span = this.segment.seconds + into;
    const wait = Math.max(opens - span - this.segment.latest, 0);
    const spanToTail = span + wait + stay + out;
    const begins = Math.min(closes - span, this.segment.latest);
    const second = Math.max((routes.tailEarliest[from + position] as number) - spanToTail - begins, 0);
    const whole = last > 1 ? (routes.headSeconds[from + last] as number) : 0;
    const cost =
      fixedCost(instance, visit, route, last === 1) +
      (instance.perWorkSecond[route] as number) *
        (spanToTail + second + (routes.tailSeconds[from + position] as number) - whole) +
      (instance.perTravelSecond[route] as number) *
        (this.segment.drive + into + out - this.replaced(seconds, route, restockPosition, position, last)) +
      (instance.perMetre[route] as number) *
        (this.segment.metres +
          (metres[before * places + own] as number) +
          (metres[own * places + after] as number) -
          this.replaced(metres, route, restockPosition, position, last));
    if (cost < this.found.secondCost) this.found.note(cost, moveOf(position, restockPosition, stockPoint));
  }

  /** What the route drove between the stop before the restock and the stop after the visit. */
  private replaced(
    matrix: Float64Array,
    route: number,
    restockPosition: number,
    position: number,
    last: number,
  ): number {
    if (last === 1) return 0;
    const { place, places } = this.instance;
    const from = route * this.routes.stride;
    let sum = 0;
    for (let index = from + restockPosition; index <= from + position; index += 1)
      sum += matrix[
        (place[this.routes.stops[index - 1] as number] as number) * places +
          (place[this.routes.stops[index] as number] as number)
      ] as number;
    return sum;
  }
}
