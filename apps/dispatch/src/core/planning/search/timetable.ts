import type { Finer } from './finer.js';
import type { Instance } from './instance.js';
import { VisitWindows } from './visit-windows.js';

const hours = 24;
const hourSeconds = 3600;
const tiny = 1e-9;

/**
 * The course of one route as it will be driven, stop by stop: earliest starts in the windows, breaks where they delay least, departure as late
 * as the idle time allows. It judges what the quick evaluation of `Insertion` cannot see, and gives a plan its times.
 */
export class Timetable {
  /** Of the last `timesOf` or `driveEarliest`: per stop of the route, start and end included. */
  readonly arrive: Float64Array;
  readonly start: Float64Array;
  readonly finish: Float64Array;
  departed = 0;
  returned = 0;
  /** Begin of break `b` when it is taken before the leg to stop `s`: `s * widest + b`; NaN = not taken there. */
  private readonly breakAt: Float64Array;
  private readonly widest: number;
  /** Driven, and idle between leaving and returning. */
  driven = 0;
  idle = 0;
  /** How much later the departure may be without a missed window or more lateness. */
  private slack = 0;
  private cost = 0;
  private isTooLong = false;
  /** Manners of driving the route: departures at the earliest, and whether somebody would come too early for a soft window then. */
  private readonly departs: Float64Array;
  private readonly comesEarly: Uint8Array;
  /** Of the manner that is tried: visits wait for their soft windows; one of them comes too early for its. */
  private waitsForSoft = false;
  private isEarly = false;
  /** The best manner, and whether the times are still its own. */
  private best = 0;
  private bestDepart = 0;
  private bestWaits = false;
  private isBestLast = false;
  private readonly windows: VisitWindows;

  constructor(
    private readonly instance: Instance,
    private readonly finer: Finer,
    stops: number,
    /** Windows of the nodes: those of the routes that are judged. */
    private readonly open: Float64Array = instance.open,
    private readonly close: Float64Array = instance.close,
  ) {
    this.arrive = new Float64Array(stops);
    this.start = new Float64Array(stops);
    this.finish = new Float64Array(stops);
    this.widest = Math.max(0, ...finer.breaks.map(({ length }) => length));
    this.breakAt = new Float64Array(stops * this.widest);
    this.windows = new VisitWindows(finer, close);
    this.departs = new Float64Array(this.widest + 2);
    this.comesEarly = new Uint8Array(this.widest + 2);
  }

  /** Cost of a route of these stops (`count` of them from `from` on, start and end included); Infinity when it cannot be driven. */
  costOf(route: number, stops: Int32Array, from: number, count: number): number {
    if (count <= 2) return 0;
    const { departs, comesEarly } = this;
    this.best = Infinity;
    departs[0] = this.open[stops[from] as number] as number;
    this.tryManner(route, stops, from, count, 0, false);
    const manners = this.otherManners(route);
    for (let manner = 1; manner < manners; manner += 1) this.tryManner(route, stops, from, count, manner, false);
    // Who comes too early for nobody has nothing to wait for.
    for (let manner = 0; manner < manners; manner += 1)
      if (comesEarly[manner] === 1) this.tryManner(route, stops, from, count, manner, true);
    return this.best;
  }

  /** The same, and leaves the times of the manner that costs least. */
  timesOf(route: number, stops: Int32Array, from: number, count: number): number {
    const cost = this.costOf(route, stops, from, count);
    if (count > 2 && !this.isBestLast && cost < Infinity)
      this.drive(route, stops, from, count, this.bestDepart, this.bestWaits);
    return cost;
  }

  /** Leaves everything as early as it can be; the cost, Infinity when it cannot. */
  driveEarliest(route: number, stops: Int32Array, from: number, count: number): number {
    return this.drive(route, stops, from, count, this.open[stops[from] as number] as number, false);
  }

  private tryManner(
    route: number,
    stops: Int32Array,
    from: number,
    count: number,
    manner: number,
    waitsForSoft: boolean,
  ): void {
    const departAt = this.departs[manner] as number;
    const cost = this.drive(route, stops, from, count, departAt, waitsForSoft);
    if (!waitsForSoft) this.comesEarly[manner] = this.isEarly ? 1 : 0;
    this.isBestLast = cost < Infinity && cost <= this.best;
    if (!this.isBestLast) return;
    this.best = cost;
    this.bestDepart = departAt;
    this.bestWaits = waitsForSoft;
  }

  /** Departures besides the earliest one, once that was tried: as late as its idle time allows; who cannot fit a break in may set out when its window is over. */
  private otherManners(route: number): number {
    const { departs } = this;
    const earliest = departs[0] as number;
    const delay = this.best < Infinity || this.isTooLong ? Math.min(this.idle, this.slack) : 0;
    let manners = 1;
    if (delay > tiny) {
      departs[manners] = earliest + delay;
      manners += 1;
    }
    if (this.best < Infinity) return manners;
    for (const { endSeconds } of this.finer.breaks[route] ?? []) {
      if (endSeconds <= earliest) continue;
      departs[manners] = endSeconds;
      manners += 1;
    }
    return manners;
  }

  /** Breaks taken before the leg to a stop, as begin and length. */
  breaksBefore(route: number, stop: number): { startSeconds: number; seconds: number }[] {
    return (this.finer.breaks[route] ?? []).flatMap(({ seconds }, number) => {
      const startSeconds = this.breakAt[stop * this.widest + number] as number;
      return Number.isNaN(startSeconds) ? [] : [{ startSeconds, seconds }];
    });
  }

  private drive(
    route: number,
    stops: Int32Array,
    from: number,
    count: number,
    departAt: number,
    waitsForSoft: boolean,
  ): number {
    const { instance } = this;
    this.begin(departAt, count);
    this.waitsForSoft = waitsForSoft;
    let clock = departAt;
    let pending = this.firstBreak(route, clock);
    let jobs = 0;
    for (let stop = 1; stop < count; stop += 1) {
      const before = stops[from + stop - 1] as number;
      const node = stops[from + stop] as number;
      const isEnd = stop === count - 1;
      while (this.mustRest(route, pending, before, node, clock, isEnd)) {
        const rest = this.finer.breaks[route]?.[pending];
        const begins = Math.max(clock, rest?.startSeconds ?? 0);
        if (!rest || begins > rest.endSeconds) return Infinity;
        this.idle += begins - clock;
        this.slack = Math.min(this.slack, this.idle + rest.endSeconds - begins);
        this.breakAt[stop * this.widest + pending] = begins;
        clock = begins + rest.seconds;
        pending += 1;
      }
      const leg = this.leg(before, node, clock);
      const arrives = clock + leg;
      const starts = isEnd ? arrives : this.startAt(route, node, arrives);
      if (starts === Infinity) return Infinity;
      this.driven += leg;
      this.idle += starts - arrives;
      this.cost += this.metres(before, node) * (instance.perMetre[route] as number);
      clock = starts + (isEnd ? 0 : this.stay(route, node));
      this.arrive[stop] = arrives;
      this.start[stop] = starts;
      this.finish[stop] = clock;
      if (isEnd || node >= instance.visits) continue;
      jobs += 1;
      this.visit(route, node, starts, clock);
    }
    return this.end(route, stops[from + count - 1] as number, clock, jobs);
  }

  private begin(departAt: number, count: number): void {
    this.departed = departAt;
    this.driven = this.idle = this.cost = 0;
    this.slack = Infinity;
    this.isTooLong = this.isEarly = false;
    if (this.widest > 0) this.breakAt.fill(NaN, 0, count * this.widest);
  }

  /** Who sets out after the window of a break does not need it. */
  private firstBreak(route: number, departAt: number): number {
    const breaks = this.finer.breaks[route] ?? [];
    const first = breaks.findIndex(({ endSeconds }) => endSeconds > departAt);
    return first < 0 ? breaks.length : first;
  }

  /** A break is taken as soon as it delays nothing, or when after the next stop it would be too late for it. */
  private mustRest(
    route: number,
    pending: number,
    before: number,
    node: number,
    clock: number,
    isEnd: boolean,
  ): boolean {
    const rest = this.finer.breaks[route]?.[pending];
    if (!rest) return false;
    const arrives = clock + this.leg(before, node, clock);
    if (isEnd) return arrives > rest.startSeconds;
    const starts = this.startAt(route, node, arrives);
    if (starts + this.stay(route, node) > rest.endSeconds) return true;
    const rested = Math.max(clock, rest.startSeconds) + rest.seconds;
    return this.startAt(route, node, rested + this.leg(before, node, rested)) <= starts;
  }

  private leg(from: number, to: number, leaves: number): number {
    const { place, places, seconds } = this.instance;
    const plain = seconds[(place[from] as number) * places + (place[to] as number)] as number;
    const { hourFactors } = this.finer;
    if (!hourFactors) return plain;
    const hour = Math.floor(leaves / hourSeconds) % hours;
    return plain * (hourFactors[(hour + hours) % hours] ?? 1);
  }

  private metres(from: number, to: number): number {
    const { place, places, metres } = this.instance;
    return metres[(place[from] as number) * places + (place[to] as number)] as number;
  }

  private stay(route: number, node: number): number {
    const { service, visits, durationFactor } = this.instance;
    return (service[node] as number) * (node < visits ? (durationFactor[route] as number) : 1);
  }

  /** Earliest start not before `arrives`; Infinity when it is too late. */
  private startAt(route: number, node: number, arrives: number): number {
    const { instance, finer } = this;
    let at = Math.max(arrives, this.open[node] as number);
    let closes = this.close[node] as number;
    if (at > closes + tiny) return Infinity;
    if (node >= instance.visits) return at;
    const last = finer.windowFrom[node + 1] as number;
    let window = finer.windowFrom[node] as number;
    if (window < last) {
      while (window < last && (finer.windowClose[window] as number) + tiny < at) window += 1;
      if (window === last) return Infinity;
      at = Math.max(at, finer.windowOpen[window] as number);
      closes = Math.min(closes, finer.windowClose[window] as number);
    }
    if (finer.softOpen.length > 0) {
      const waited = this.windows.softStart(node, at, closes);
      if (this.waitsForSoft) at = waited;
      else if (waited > at) this.isEarly = true;
    }
    return at > Math.min(closes, this.latestStart(route, node)) + tiny ? Infinity : at;
  }

  private latestStart(route: number, node: number): number {
    const { technicians, technicianOf } = this.instance;
    return this.finer.latestStart?.[node * technicians + (technicianOf[route] as number)] ?? Infinity;
  }

  /** What a visit costs besides driving, and how much later it might be. */
  private visit(route: number, node: number, starts: number, finishes: number): void {
    const { instance, finer } = this;
    const pair = node * instance.technicians + (instance.technicianOf[route] as number);
    const due = finer.due[node] as number;
    this.cost += (instance.assign?.[pair] ?? 0) + Math.max(0, finishes - due) * (finer.latePerSecond[node] as number);
    const published = finer.publishedStart?.[pair] ?? NaN;
    if (!Number.isNaN(published)) this.cost += Math.abs(starts - published) * finer.movedPerSecond;
    if (finer.softOpen.length > 0) this.cost += this.windows.softDistance(node, starts) * finer.softPerSecond;
    const onTime = Math.max(starts, due - (finishes - starts));
    const latest = Math.min(this.windows.windowEnd(node, starts), this.latestStart(route, node), onTime);
    this.slack = Math.min(this.slack, this.idle + latest - starts);
  }

  private end(route: number, end: number, clock: number, jobs: number): number {
    const { instance, finer } = this;
    this.returned = clock;
    if (clock > (this.close[end] as number) + tiny || jobs > (finer.mostJobs[route] as number)) return Infinity;
    if (this.driven > (finer.mostTravel[route] as number) + tiny) return Infinity;
    const work = clock - this.departed;
    this.isTooLong = work > (finer.mostWork[route] as number) + tiny;
    if (this.isTooLong) return Infinity;
    return (
      this.cost +
      this.driven * (instance.perTravelSecond[route] as number) +
      work * ((instance.perWorkSecond[route] as number) + work * (finer.perWorkSquare[route] as number)) +
      Math.max(0, clock - (finer.shiftEnd[route] as number)) * (finer.overtimePerSecond[route] as number) +
      this.idle * finer.waitingPerSecond +
      (instance.perShift[route] as number)
    );
  }
}
