import { fixedCost } from './fixed-cost.js';
import { fits, stockNode, type Instance } from './instance.js';
import { positionOf, restockPositionOf, stockPointOf } from './move.js';
import { RestockInsertion } from './restock-insertion.js';
import type { Routes } from './routes.js';
import { TwoCheapest } from './two-cheapest.js';
import { WholeInsertion } from './whole-insertion.js';

/**
 * Finds the cheapest and the second cheapest place of a visit in a route. What was found is kept until the route changes, across rejected
 * steps too: most routes are the same from step to step.
 */
export class Insertion extends TwoCheapest {
  private readonly keptCost: Float64Array;
  private readonly keptSecondCost: Float64Array;
  private readonly keptMove: Int32Array;
  private readonly keptSecondMove: Int32Array;
  private readonly keptVersion: Int32Array;
  private readonly instance: Instance;
  /** Not where shifts share a van: a change of one shift changes what the others may take. */
  private readonly mayKeep: boolean;
  /** Where segments do not see everything. */
  private readonly whole: WholeInsertion | undefined;
  private readonly withRestock: RestockInsertion;

  constructor(private readonly routes: Routes) {
    super();
    this.instance = routes.instance;
    this.mayKeep = this.instance.parts === 0 || new Set(this.instance.technicianOf).size === this.instance.routes;
    this.whole = routes.timetable && new WholeInsertion(routes, routes.timetable);
    this.withRestock = new RestockInsertion(routes, this, this.whole);
    const pairs = this.instance.tried.length;
    this.keptCost = new Float64Array(pairs);
    this.keptSecondCost = new Float64Array(pairs);
    this.keptMove = new Int32Array(pairs);
    this.keptSecondMove = new Int32Array(pairs);
    this.keptVersion = new Int32Array(pairs).fill(-1);
  }

  /** Is it known, without looking, that the route `tried[pair]` has no place for less than that? */
  isKnownDearer(pair: number, route: number, cost: number): boolean {
    return this.keptVersion[pair] === this.routes.version[route] && (this.keptCost[pair] as number) >= cost;
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

  /** Looks into any route, at the places from `first` to `until`, and remembers nothing. */
  search(visit: number, route: number, first = 1, until = Infinity): void {
    this.withRestock.first = first;
    this.withRestock.until = until;
    this.cost = this.secondCost = Infinity;
    const { instance, routes } = this;
    const technician = instance.technicianOf[route] as number;
    const fit = instance.fit[visit * instance.technicians + technician] as number;
    if (fit === fits.never) return;
    const last = Math.min(until, (routes.length[route] as number) - 1);
    const restockAt = routes.restockAt[route] as number;
    if (this.servesFromVan(visit, technician)) {
      this.scan(visit, route, first, last);
      return;
    }
    if (restockAt >= 0) {
      const stockPoint = (routes.stops[route * routes.stride + restockAt] as number) - instance.visits;
      if (instance.serves[stockPoint * instance.visits + visit] !== 1) return;
      this.scan(visit, route, Math.max(first, restockAt + 1), last);
      if (restockAt > 1) this.withRestock.bringForward(visit, route, stockPoint, restockAt);
      return;
    }
    for (const stockPoint of instance.stockPointsOf[technician] ?? [])
      if (instance.serves[stockPoint * instance.visits + visit] === 1)
        this.withRestock.insertWith(visit, route, stockPoint);
  }

  /** Carries out a move that was found. */
  apply(visit: number, route: number, move: number): void {
    const { routes } = this;
    const restockPosition = restockPositionOf(move);
    routes.touch(route);
    const restockAt = routes.restockAt[route] as number;
    if (restockPosition > 0 && restockAt > 0) routes.remove(route, restockAt, 1);
    routes.insert(visit, route, positionOf(move));
    if (restockPosition > 0) routes.insert(stockNode(this.instance, stockPointOf(move)), route, restockPosition);
    routes.refresh(route);
  }

  /** Whether it needs no restock: the van has what other visits leave of it. */
  servesFromVan(visit: number, technician: number): boolean {
    const { fit, technicians, parts } = this.instance;
    if (fit[visit * technicians + technician] !== fits.fromVan) return false;
    return parts === 0 || this.hasParts(visit, technician);
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
    const end = (routes.length[route] as number) - 1;
    const isEmpty = end === 1;
    const fixed = fixedCost(instance, visit, route, isEmpty);
    const opens = routes.open[visit] as number;
    const closes = routes.close[visit] as number;
    const stay = (instance.service[visit] as number) * (instance.durationFactor[route] as number);
    const own = place[visit] as number;
    const from = route * routes.stride;
    const whole = isEmpty ? 0 : (headSeconds[from + end] as number);
    let before = place[stops[from + first - 1] as number] as number;
    for (let index = from + first; index <= from + last; index += 1) {
      const after = place[stops[index] as number] as number;
      const into = seconds[before * places + own] as number;
      const out = seconds[own * places + after] as number;
      let cost = fixed + perSecond * (into + out - (isEmpty ? 0 : (seconds[before * places + after] as number)));
      if (perMetre !== 0)
        cost +=
          perMetre *
          ((metres[before * places + own] as number) +
            (metres[own * places + after] as number) -
            (isEmpty ? 0 : (metres[before * places + after] as number)));
      before = after;
      // Where an hour of work costs nothing, most places are too dear whatever the time there.
      if (cost >= this.secondCost && perWork === 0) continue;
      const left = depart[index - 1] as number;
      if (left > closes) break;
      const begin = Math.max(opens, left + into);
      if (begin > closes || begin + stay + out > (latest[index] as number)) continue;
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
  }

  private scanWhole(whole: WholeInsertion, visit: number, route: number, first: number, last: number): void {
    const { hourFactors } = this.instance.finer;
    for (let position = first; position <= last; position += 1) {
      // What even the segments see is soon told; with factors by hour they may see it wrong.
      if (!hourFactors && !this.routes.leavesTime(visit, route, position - 1, position)) continue;
      const cost = whole.changeOfCost(visit, route, position, 0, 0);
      if (cost < this.secondCost) this.note(cost, position);
    }
  }
}
