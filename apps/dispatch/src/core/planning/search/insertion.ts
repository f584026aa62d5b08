import { fits, stockNode, type Instance } from './instance.js';
import type { Routes } from './routes.js';
import { Segment } from './segment.js';
import { WholeInsertion } from './whole-insertion.js';

/** A move is one number: where the visit goes, and a restock that goes in with it. */
const positionBits = 10;
const positionMask = (1 << positionBits) - 1;

export const moveOf = (position: number, restockPosition = 0, stockPoint = 0) =>
  position | (restockPosition << positionBits) | (stockPoint << (2 * positionBits));

/** Where a move puts the visit, and where a restock of which stock point; restock position 0 = none. */
export const partsOfMove = (move: number) => ({
  position: move & positionMask,
  restockPosition: (move >> positionBits) & positionMask,
  stockPoint: move >> (2 * positionBits),
});

/**
 * Finds the cheapest and the second cheapest place of a visit in a route. What was found is kept until the route changes, across rejected
 * steps too: most routes are the same from step to step.
 */
export class Insertion {
  /** Of the last `find` or `search`: costs are Infinity when there is no place. */
  cost = Infinity;
  move = 0;
  secondCost = Infinity;
  secondMove = 0;
  private readonly keptCost: Float64Array;
  private readonly keptSecondCost: Float64Array;
  private readonly keptMove: Int32Array;
  private readonly keptSecondMove: Int32Array;
  private readonly keptVersion: Int32Array;
  private readonly instance: Instance;
  private readonly segment: Segment;
  private readonly saved: Segment;
  /** Not where shifts share a van: a change of one shift changes what the others may take. */
  private readonly mayKeep: boolean;
  /** The visit goes in at this place or behind it. */
  private first = 1;
  /** Where segments do not see everything. */
  private readonly whole: WholeInsertion | undefined;

  constructor(private readonly routes: Routes) {
    this.instance = routes.instance;
    this.segment = new Segment(routes);
    this.saved = new Segment(routes);
    this.mayKeep = this.instance.parts === 0 || new Set(this.instance.technicianOf).size === this.instance.routes;
    this.whole = routes.timetable && new WholeInsertion(routes, routes.timetable);
    const pairs = this.instance.tried.length;
    this.keptCost = new Float64Array(pairs);
    this.keptSecondCost = new Float64Array(pairs);
    this.keptMove = new Int32Array(pairs);
    this.keptSecondMove = new Int32Array(pairs);
    this.keptVersion = new Int32Array(pairs).fill(-1);
  }

  /** Looks into the route `tried[pair]` of the instance. */
  find(visit: number, pair: number): void {
    const route = this.instance.tried[pair] as number;
    const version = this.routes.version[route] as number;
    if (this.keptVersion[pair] === version) {
      this.cost = this.keptCost[pair] as number;
      this.secondCost = this.keptSecondCost[pair] as number;
      this.move = this.keptMove[pair] as number;
      this.secondMove = this.keptSecondMove[pair] as number;
      return;
    }
    this.search(visit, route);
    // What holds for a step that may be taken back must not push out what holds for the state before.
    if (this.routes.isChanged(route) || !this.mayKeep) return;
    this.keptVersion[pair] = version;
    this.keptCost[pair] = this.cost;
    this.keptSecondCost[pair] = this.secondCost;
    this.keptMove[pair] = this.move;
    this.keptSecondMove[pair] = this.secondMove;
  }

  /** Looks into any route, from the place `first` on, and remembers nothing. */
  search(visit: number, route: number, first = 1): void {
    this.first = first;
    this.cost = this.secondCost = Infinity;
    const { instance, routes } = this;
    const technician = instance.technicianOf[route] as number;
    const fit = instance.fit[visit * instance.technicians + technician] as number;
    if (fit === fits.never) return;
    const last = (routes.length[route] as number) - 1;
    const restockAt = routes.restockAt[route] as number;
    if (fit === fits.fromVan && (instance.parts === 0 || this.hasParts(visit, technician))) {
      this.scan(visit, route, first, last);
      return;
    }
    if (restockAt >= 0) {
      const stockPoint = (routes.stops[route * routes.stride + restockAt] as number) - instance.visits;
      if (instance.serves[stockPoint * instance.visits + visit] !== 1) return;
      this.scan(visit, route, Math.max(first, restockAt + 1), last);
      if (restockAt > 1) this.scanBeforeRestock(visit, route, stockPoint, restockAt);
      return;
    }
    for (const stockPoint of instance.stockPointsOf[technician] ?? [])
      if (instance.serves[stockPoint * instance.visits + visit] === 1) this.scanWithRestock(visit, route, stockPoint);
  }

  /** Carries out a move that was found. */
  apply(visit: number, route: number, move: number): void {
    const { routes } = this;
    const restockPosition = (move >> positionBits) & positionMask;
    routes.touch(route);
    const restockAt = routes.restockAt[route] as number;
    if (restockPosition > 0 && restockAt > 0) routes.remove(route, restockAt, 1);
    routes.insert(visit, route, move & positionMask);
    if (restockPosition > 0)
      routes.insert(stockNode(this.instance, move >> (2 * positionBits)), route, restockPosition);
    routes.refresh(route);
  }

  private hasParts(visit: number, technician: number): boolean {
    const { parts, need, stock } = this.instance;
    for (let part = 0; part < parts; part += 1) {
      const index = technician * parts + part;
      const needed = need[visit * parts + part] as number;
      if (needed > 0 && (this.routes.usedOf[index] as number) + needed > (stock[index] as number)) return false;
    }
    return true;
  }

  /** All places from `first` to `last`: each in a few operations, from what is known of head and tail. */
  private scan(visit: number, route: number, first: number, last: number): void {
    if (this.whole) return this.scanWhole(this.whole, visit, route, first, last);
    const { instance, routes } = this;
    const { seconds, metres, place, places } = instance;
    const { stops, depart, latest, headSeconds, headLatest, tailSeconds, tailEarliest } = routes;
    const perSecond = instance.perTravelSecond[route] as number;
    const perMetre = instance.perMetre[route] as number;
    const perWork = instance.perWorkSecond[route] as number;
    const fixed = this.fixedCost(visit, route, last);
    const opens = routes.open[visit] as number;
    const closes = routes.close[visit] as number;
    const stay = (instance.service[visit] as number) * (instance.durationFactor[route] as number);
    const own = place[visit] as number;
    const from = route * routes.stride;
    const whole = last > 1 ? (headSeconds[from + last] as number) : 0;
    const isEmpty = last === 1;
    let before = place[stops[from + first - 1] as number] as number;
    for (let index = from + first; index <= from + last; index += 1) {
      const after = place[stops[index] as number] as number;
      const into = seconds[before * places + own] as number;
      const left = depart[index - 1] as number;
      if (left > closes) break;
      const begin = Math.max(opens, left + into);
      const out = seconds[own * places + after] as number;
      if (begin <= closes && begin + stay + out <= (latest[index] as number)) {
        let cost = fixed;
        if (perSecond !== 0)
          cost += perSecond * (into + out - (isEmpty ? 0 : (seconds[before * places + after] as number)));
        if (perMetre !== 0)
          cost +=
            perMetre *
            ((metres[before * places + own] as number) +
              (metres[own * places + after] as number) -
              (isEmpty ? 0 : (metres[before * places + after] as number)));
        if (perWork !== 0) {
          const span = (headSeconds[index - 1] as number) + into;
          const headEnd = headLatest[index - 1] as number;
          const wait = Math.max(opens - span - headEnd, 0);
          const spanToTail = span + wait + stay + out;
          const second = Math.max((tailEarliest[index] as number) - spanToTail - Math.min(closes - span, headEnd), 0);
          cost += perWork * (spanToTail + second + (tailSeconds[index] as number) - whole);
        }
        if (cost < this.secondCost) this.note(cost, index - from);
      }
      before = after;
    }
  }

  private scanWhole(whole: WholeInsertion, visit: number, route: number, first: number, last: number): void {
    for (let position = first; position <= last; position += 1) {
      const cost = whole.changeOfCost(visit, route, position, 0, 0);
      if (cost < this.secondCost) this.note(cost, position);
    }
  }

  /** All places of a restock up to `lastRestock` with all places of the visit behind it up to `last`. */
  private scanPairs(
    whole: WholeInsertion,
    visit: number,
    route: number,
    stockPoint: number,
    lastRestock: number,
    last: number,
  ): void {
    for (let restock = 1; restock <= lastRestock; restock += 1)
      for (let position = Math.max(restock, this.first); position <= last; position += 1) {
        const cost = whole.changeOfCost(visit, route, position, restock, stockPoint);
        if (cost < this.secondCost) this.note(cost, moveOf(position, restock, stockPoint));
      }
  }

  private fixedCost(visit: number, route: number, last: number): number {
    const { assign, technicians, technicianOf, perShift } = this.instance;
    const assigned = assign ? (assign[visit * technicians + (technicianOf[route] as number)] as number) : 0;
    return assigned + (last === 1 ? (perShift[route] as number) : 0);
  }

  private note(cost: number, move: number): void {
    if (cost < this.cost) {
      this.secondCost = this.cost;
      this.secondMove = this.move;
      this.cost = cost;
      this.move = move;
    } else {
      this.secondCost = cost;
      this.secondMove = move;
    }
  }

  /** The visit needs what only a stock point has: all places of the restock with all places of the visit behind it. */
  private scanWithRestock(visit: number, route: number, stockPoint: number): void {
    const { instance, routes } = this;
    const node = stockNode(instance, stockPoint);
    const from = route * routes.stride;
    const last = (routes.length[route] as number) - 1;
    if (this.whole) return this.scanPairs(this.whole, visit, route, stockPoint, last, last);
    for (let position = 1; position <= last; position += 1) {
      this.segment.begin(from + position - 1);
      if (!this.segment.extend(route, node)) continue;
      for (let index = position; index <= last; index += 1) {
        if (index > position && !this.segment.extend(route, routes.stops[from + index - 1] as number)) break;
        if (index >= this.first) this.judgeSegment(visit, route, index, position, stockPoint, last);
      }
    }
  }

  /** The visit needs the stock point and goes in before the restock, which is brought forward: all places of both before where it is now. */
  private scanBeforeRestock(visit: number, route: number, stockPoint: number, restockAt: number): void {
    const { instance, routes } = this;
    const from = route * routes.stride;
    if (this.whole) return this.scanPairs(this.whole, visit, route, stockPoint, restockAt - 1, restockAt);
    for (let position = 1; position < restockAt; position += 1) {
      this.segment.begin(from + position - 1);
      if (!this.segment.extend(route, stockNode(instance, stockPoint))) continue;
      for (let index = position; index <= restockAt; index += 1) {
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
    for (let index = move & positionMask; isFeasible && index < restockAt; index += 1)
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
    const restockPosition = (move >> positionBits) & positionMask;
    const cost =
      this.fixedCost(visit, route, last) +
      (instance.perWorkSecond[route] as number) * (span + wait + (routes.tailSeconds[at] as number) - whole) +
      (instance.perTravelSecond[route] as number) *
        (this.segment.drive + leg - this.replaced(seconds, route, restockPosition, position, last)) +
      (instance.perMetre[route] as number) *
        (this.segment.metres +
          (metres[pair] as number) -
          this.replaced(metres, route, restockPosition, position, last));
    if (cost < this.secondCost) this.note(cost, move);
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
      this.fixedCost(visit, route, last) +
      (instance.perWorkSecond[route] as number) *
        (spanToTail + second + (routes.tailSeconds[from + position] as number) - whole) +
      (instance.perTravelSecond[route] as number) *
        (this.segment.drive + into + out - this.replaced(seconds, route, restockPosition, position, last)) +
      (instance.perMetre[route] as number) *
        (this.segment.metres +
          (metres[before * places + own] as number) +
          (metres[own * places + after] as number) -
          this.replaced(metres, route, restockPosition, position, last));
    if (cost < this.secondCost) this.note(cost, moveOf(position, restockPosition, stockPoint));
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
