import { endNode, startNode, type Instance } from './instance.js';
import { Timetable } from './timetable.js';

/** More than what many small sums can be wrong by. */
const tiny = 1e-6;

/**
 * The state of the search: all routes side by side in flat arrays, `stride` places each. For every place the array holds what an insertion
 * there needs to know of the part before it and of the part from it on, so that an insertion is judged without walking the route
 * (concatenation of time-window segments: Vidal, Crainic, Gendreau & Prins 2013).
 */
export class Routes {
  readonly stride: number;
  readonly stops: Int32Array;
  /** Stops of a route, start and end among them. */
  readonly length: Int32Array;
  /** Earliest departure from the stop, all before it served. */
  readonly depart: Float64Array;
  /** Latest start at the stop so that all from it on can be served. */
  readonly latest: Float64Array;
  /** Whether an hour of work costs anything anywhere: the next four are kept only then. */
  private readonly countsWork: boolean;
  /** Shortest time from leaving the start to leaving the stop, and the latest start of the route for which that holds. */
  readonly headSeconds: Float64Array;
  readonly headLatest: Float64Array;
  /** Shortest time from the start at the stop to the end of the route, and the earliest start for which that holds. */
  readonly tailSeconds: Float64Array;
  readonly tailEarliest: Float64Array;
  readonly routeOf: Int32Array;
  readonly positionOf: Int32Array;
  /** Windows of the nodes; narrowed while visits are tied to each other. */
  readonly open: Float64Array;
  readonly close: Float64Array;
  /** Infinity while a route cannot be driven: between a ruin and what puts it right again. */
  readonly cost: Float64Array;
  /** Present when the segments do not see everything: it gives the routes their cost. */
  readonly timetable: Timetable | undefined;
  /** Position of the restock, or -1. */
  readonly restockAt: Int32Array;
  /** Parts taken from the van: route * parts + part, and technician * parts + part. */
  readonly used: Float64Array;
  readonly usedOf: Float64Array;
  /** Changes with the route's content; restored with it. */
  readonly version: Int32Array;
  readonly absent: Int32Array;
  absentCount = 0;
  private readonly absentAt: Int32Array;
  private versions = 0;
  // What a rollback needs.
  private readonly touchedRoutes: Int32Array;
  private touchedCount = 0;
  private readonly isTouched: Uint8Array;
  private readonly savedStops: Int32Array;
  private readonly savedLength: Int32Array;
  private readonly savedVersion: Int32Array;
  private readonly savedCost: Float64Array;

  constructor(
    readonly instance: Instance,
    stride = instance.longest,
  ) {
    const { visits, routes, parts, technicians } = instance;
    this.stride = stride;
    this.countsWork = instance.perWorkSecond.some((rate) => rate !== 0);
    const places = routes * stride;
    this.stops = new Int32Array(places);
    this.length = new Int32Array(routes);
    this.depart = new Float64Array(places);
    this.latest = new Float64Array(places);
    this.headSeconds = new Float64Array(places);
    this.headLatest = new Float64Array(places);
    this.tailSeconds = new Float64Array(places);
    this.tailEarliest = new Float64Array(places);
    this.routeOf = new Int32Array(visits).fill(-1);
    this.positionOf = new Int32Array(visits);
    this.open = instance.open.slice();
    this.close = instance.close.slice();
    this.timetable = instance.needsTimetable
      ? new Timetable(instance, instance.finer, stride + 2, this.open, this.close)
      : undefined;
    this.cost = new Float64Array(routes);
    this.restockAt = new Int32Array(routes).fill(-1);
    this.used = new Float64Array(routes * parts);
    this.usedOf = new Float64Array(technicians * parts);
    this.version = new Int32Array(routes);
    this.absent = new Int32Array(visits);
    this.absentAt = new Int32Array(visits);
    this.touchedRoutes = new Int32Array(routes);
    this.isTouched = new Uint8Array(routes);
    this.savedStops = new Int32Array(places);
    this.savedLength = new Int32Array(routes);
    this.savedVersion = new Int32Array(routes);
    this.savedCost = new Float64Array(routes);
    for (let visit = 0; visit < visits; visit += 1) this.addAbsent(visit);
    for (let route = 0; route < routes; route += 1) {
      this.stops[route * stride] = startNode(instance, route);
      this.stops[route * stride + 1] = endNode(instance, route);
      this.length[route] = 2;
      this.refresh(route);
    }
  }

  /** Routes with at least one stop. */
  usedCount = 0;

  /** Keeps the route as it is for a rollback. Call before the first change in a step. */
  touch(route: number): void {
    if (this.isTouched[route] === 1) return;
    this.isTouched[route] = 1;
    this.touchedRoutes[this.touchedCount] = route;
    this.touchedCount += 1;
    const from = route * this.stride;
    const length = this.length[route] as number;
    for (let index = from; index < from + length; index += 1) this.savedStops[index] = this.stops[index] as number;
    this.savedLength[route] = length;
    this.savedVersion[route] = this.version[route] as number;
    this.savedCost[route] = this.cost[route] as number;
  }

  /** Was it changed since the last commit or rollback? */
  isChanged(route: number): boolean {
    return this.isTouched[route] === 1;
  }

  get changedCount(): number {
    return this.touchedCount;
  }

  changedRoute(index: number): number {
    return this.touchedRoutes[index] as number;
  }

  /** Change of the routes' cost since the last commit or rollback; prices of absent visits are not in it. */
  changeOfCost(): number {
    let change = 0;
    for (let index = 0; index < this.touchedCount; index += 1) {
      const route = this.touchedRoutes[index] as number;
      change += (this.cost[route] as number) - (this.savedCost[route] as number);
    }
    return change;
  }

  commit(): void {
    for (let index = 0; index < this.touchedCount; index += 1) this.isTouched[this.touchedRoutes[index] as number] = 0;
    this.touchedCount = 0;
  }

  rollback(): void {
    for (let index = 0; index < this.touchedCount; index += 1) this.detachAll(this.touchedRoutes[index] as number);
    for (let index = 0; index < this.touchedCount; index += 1) {
      const route = this.touchedRoutes[index] as number;
      const from = route * this.stride;
      const length = this.savedLength[route] as number;
      for (let place = from; place < from + length; place += 1) {
        const node = this.savedStops[place] as number;
        this.stops[place] = node;
        if (node < this.instance.visits && this.routeOf[node] === -1) this.removeAbsent(node, route);
      }
      this.usedCount += (length > 2 ? 1 : 0) - (this.length[route] === 2 ? 0 : 1);
      this.length[route] = length;
      this.refresh(route);
      this.version[route] = this.savedVersion[route] as number;
      this.isTouched[route] = 0;
    }
    this.touchedCount = 0;
  }

  /** Puts a node before the stop at `position` (1 = first). The caller has checked that it fits. */
  insert(node: number, route: number, position: number): void {
    const from = route * this.stride;
    const length = this.length[route] as number;
    for (let index = from + length; index > from + position; index -= 1)
      this.stops[index] = this.stops[index - 1] as number;
    this.stops[from + position] = node;
    this.length[route] = length + 1;
    if (length === 2) this.usedCount += 1;
    if (node < this.instance.visits) this.removeAbsent(node, route);
  }

  /** Takes out `count` stops from `position` on. */
  remove(route: number, position: number, count: number): void {
    const from = route * this.stride;
    const length = this.length[route] as number;
    for (let index = from + position; index < from + position + count; index += 1) {
      const node = this.stops[index] as number;
      if (node < this.instance.visits) this.addAbsent(node);
    }
    for (let index = from + position + count; index < from + length; index += 1)
      this.stops[index - count] = this.stops[index] as number;
    this.length[route] = length - count;
    if (count > 0 && length - count === 2) this.usedCount -= 1;
  }

  /** When a placed visit starts: as the timetable has it, or else at the earliest. */
  startOf(visit: number): number {
    const route = this.routeOf[visit] as number;
    const position = this.positionOf[visit] as number;
    if (!this.timetable) return Math.max(this.open[visit] as number, this.startAfter(route, position - 1, visit));
    this.timetable.timesOf(route, this.stops, route * this.stride, this.length[route] as number);
    return this.timetable.start[position] as number;
  }

  /** How long a placed visit takes. */
  stayOf(visit: number): number {
    const { service, durationFactor } = this.instance;
    return (service[visit] as number) * (durationFactor[this.routeOf[visit] as number] as number);
  }

  /** When one could be at a visit straight from a stop of a route. */
  startAfter(route: number, position: number, visit: number): number {
    const { place, places, seconds } = this.instance;
    const at = route * this.stride + position;
    const pair = (place[this.stops[at] as number] as number) * places + (place[visit] as number);
    return (this.depart[at] as number) + (seconds[pair] as number);
  }

  /** Whether the stops at two positions leave time for a visit between them; breaks and the like may still forbid it. */
  leavesTime(visit: number, route: number, left: number, right: number): boolean {
    const { place, places, seconds, service, durationFactor } = this.instance;
    const begin = Math.max(this.open[visit] as number, this.startAfter(route, left, visit));
    if (begin > (this.close[visit] as number) + tiny) return false;
    const after = route * this.stride + right;
    const stay = (service[visit] as number) * (durationFactor[route] as number);
    const out = seconds[(place[visit] as number) * places + (place[this.stops[after] as number] as number)] as number;
    return begin + stay + out <= (this.latest[after] as number) + tiny;
  }

  /** Computes everything that is known of a route from its stops. */
  refresh(route: number): void {
    this.versions += 1;
    this.version[route] = this.versions;
    this.walkBack(route);
    this.walkForth(route);
  }

  private walkForth(route: number): void {
    const { instance, stops, open, close, depart, headSeconds, headLatest, countsWork: spans } = this;
    const { visits, places, seconds, metres, place, service } = instance;
    const technician = instance.technicianOf[route] as number;
    const factor = instance.durationFactor[route] as number;
    const from = route * this.stride;
    const end = from + (this.length[route] as number) - 1;
    this.clearUse(route);
    let before = stops[from] as number;
    let row = (place[before] as number) * places;
    depart[from] = open[before] as number;
    headSeconds[from] = 0;
    headLatest[from] = close[before] as number;
    let [drive, distance, assigned] = [0, 0, 0];
    let restock = -1;
    for (let index = from + 1; index <= end; index += 1) {
      before = stops[index] as number;
      const to = place[before] as number;
      const leg = seconds[row + to] as number;
      drive += leg;
      distance += metres[row + to] as number;
      row = to * places;
      const opens = open[before] as number;
      const stay = before < visits ? (service[before] as number) * factor : (service[before] as number);
      depart[index] = Math.max(opens, (depart[index - 1] as number) + leg) + stay;
      if (spans) {
        const span = (headSeconds[index - 1] as number) + leg;
        const wait = Math.max(opens - span - (headLatest[index - 1] as number), 0);
        headSeconds[index] = span + wait + stay;
        headLatest[index] = Math.min((close[before] as number) - span, headLatest[index - 1] as number);
      }
      if (before >= visits) {
        if (index < end) restock = before - visits;
        if (index < end) this.restockAt[route] = index - from;
        continue;
      }
      this.routeOf[before] = route;
      this.positionOf[before] = index - from;
      if (instance.assign) assigned += instance.assign[before * instance.technicians + technician] as number;
      if (instance.parts > 0) this.use(route, technician, before, restock);
    }
    this.cost[route] = this.timetable
      ? this.timetable.costOf(route, stops, from, end - from + 1)
      : end === from + 1
        ? 0
        : drive * (instance.perTravelSecond[route] as number) +
          distance * (instance.perMetre[route] as number) +
          (headSeconds[end] as number) * (instance.perWorkSecond[route] as number) +
          (instance.perShift[route] as number) +
          assigned;
  }

  private walkBack(route: number): void {
    const { instance, stops, open, close, latest, tailSeconds, tailEarliest, countsWork: spans } = this;
    const { visits, places, seconds, place, service } = instance;
    const factor = instance.durationFactor[route] as number;
    const from = route * this.stride;
    const end = from + (this.length[route] as number) - 1;
    let after = stops[end] as number;
    latest[end] = close[after] as number;
    tailSeconds[end] = 0;
    tailEarliest[end] = open[after] as number;
    for (let index = end - 1; index >= from; index -= 1) {
      const node = stops[index] as number;
      const stay = node < visits ? (service[node] as number) * factor : (service[node] as number);
      const span = stay + (seconds[(place[node] as number) * places + (place[after] as number)] as number);
      const closes = close[node] as number;
      latest[index] = Math.min((latest[index + 1] as number) - span, closes);
      if (spans) {
        const wait = Math.max((tailEarliest[index + 1] as number) - span - closes, 0);
        tailSeconds[index] = span + wait + (tailSeconds[index + 1] as number);
        tailEarliest[index] = Math.max((tailEarliest[index + 1] as number) - span, open[node] as number) - wait;
      }
      after = node;
    }
  }

  private clearUse(route: number): void {
    this.restockAt[route] = -1;
    const { parts, technicianOf } = this.instance;
    const technician = technicianOf[route] as number;
    for (let part = 0; part < parts; part += 1) {
      const index = technician * parts + part;
      this.usedOf[index] = (this.usedOf[index] as number) - (this.used[route * parts + part] as number);
      this.used[route * parts + part] = 0;
    }
  }

  private use(route: number, technician: number, visit: number, restock: number): void {
    const { parts, need, serves, visits } = this.instance;
    if (restock >= 0 && serves[restock * visits + visit] === 1) return;
    for (let part = 0; part < parts; part += 1) {
      const needed = need[visit * parts + part] as number;
      if (needed === 0) continue;
      this.used[route * parts + part] = (this.used[route * parts + part] as number) + needed;
      this.usedOf[technician * parts + part] = (this.usedOf[technician * parts + part] as number) + needed;
    }
  }

  private detachAll(route: number): void {
    const from = route * this.stride;
    const length = this.length[route] as number;
    for (let index = from + 1; index < from + length - 1; index += 1) {
      const node = this.stops[index] as number;
      if (node < this.instance.visits) this.addAbsent(node);
    }
  }

  private addAbsent(visit: number): void {
    this.routeOf[visit] = -1;
    this.absent[this.absentCount] = visit;
    this.absentAt[visit] = this.absentCount;
    this.absentCount += 1;
  }

  private removeAbsent(visit: number, route: number): void {
    const at = this.absentAt[visit] as number;
    this.absentCount -= 1;
    const last = this.absent[this.absentCount] as number;
    this.absent[at] = last;
    this.absentAt[last] = at;
    this.routeOf[visit] = route;
  }
}
