import type { Insertion } from '../insertion.js';
import type { Random } from '../random.js';
import type { Routes } from '../routes.js';
import type { Bounds, TiedWindows } from '../tied-windows.js';
import { byCost, type Meeting, type Meetings, type Place } from './meetings.js';

/** How often a visit that others wait for is kept early: by its cost alone it might stand at the end of a day. */
const earlyShare = 0.5;
const blinkShare = 0.05;

/**
 * Puts tied visits where they cost least: a visit for two into the routes of two technicians at one start, a job behind those that must be finished
 * before it, which are placed first.
 */
export class PlaceTied {
  private readonly triedIn: Int32Array;
  private run = 1;
  /** Placed in this run for the sake of what comes after, at more than their own price. */
  private dear: number[] = [];
  private readonly dayEnds: number;

  constructor(
    private readonly routes: Routes,
    private readonly insertion: Insertion,
    private readonly windows: TiedWindows,
    private readonly meetings: Meetings,
    private readonly random: Random,
  ) {
    const { instance } = routes;
    this.triedIn = new Int32Array(instance.visits);
    this.dayEnds = instance.close
      .subarray(instance.visits + instance.stockPoints)
      .reduce((one, other) => Math.max(one, other), 0);
  }

  isTied(visit: number): boolean {
    return this.windows.ties.isTied[visit] === 1;
  }

  begin(): void {
    this.run += 1;
    this.dear = [];
  }

  /** Places an absent visit with all that must come before it; leaves it absent where that cannot be or is not worth it. */
  place(visit: number): void {
    if (this.routes.routeOf[visit] !== -1 || this.triedIn[visit] === this.run) return;
    this.triedIn[visit] = this.run;
    for (const before of this.windows.beforeOf(visit)) this.place(before);
    const { triedFrom, tried, partner } = this.routes.instance;
    if (partner[visit] !== -1) this.triedIn[partner[visit] as number] = this.run;
    this.placeIn(visit, tried.subarray(triedFrom[visit], triedFrom[visit + 1]));
  }

  /** The same in one of these routes (or two of them), and without what must come before it. */
  placeIn(visit: number, among: Iterable<number>): void {
    const { instance } = this.routes;
    const bounds = this.windows.boundsOf(visit);
    if (!bounds || this.routes.routeOf[visit] !== -1) return;
    const worth = this.worthOf(visit);
    const found = this.placesOf(visit, among, this.limited(visit, bounds));
    const places = found.length > 0 ? found : this.placesOf(visit, among, bounds);
    const partner = instance.partner[visit] as number;
    const cost =
      partner === -1
        ? this.placeAlone(visit, places, bounds, worth)
        : this.placeBoth(visit, this.meetings.find(visit, places, bounds), bounds, worth);
    if (cost >= this.priceOf(visit) && cost < worth) this.dear.push(visit);
  }

  /** Takes out again what was placed for the sake of visits that found no place. */
  end(): void {
    for (let visit = this.dear.pop(); visit !== undefined; visit = this.dear.pop())
      if (this.routes.routeOf[visit] !== -1 && !this.isAwaited(visit)) this.windows.takeOut(visit);
  }

  private placeAlone(visit: number, places: readonly Place[], bounds: Bounds, worth: number): number {
    const [best] = places;
    if (!best || best.cost >= worth) {
      this.windows.reset(visit);
      return Infinity;
    }
    this.windows.narrow(visit, best.route, bounds);
    this.insertion.apply(visit, best.route, best.move);
    return this.heldOr(visit, this.windows.hold(visit)) ? best.cost : Infinity;
  }

  private placeBoth(first: number, meeting: Meeting | undefined, bounds: Bounds, worth: number): number {
    if (!meeting || meeting.cost >= worth) {
      this.windows.reset(first);
      return Infinity;
    }
    const second = this.routes.instance.partner[first] as number;
    const [here, there] = meeting.places;
    for (const [visit, { route, move }] of [[first, here] as const, [second, there] as const]) {
      this.windows.pin(visit, route, meeting.startSeconds, bounds);
      this.insertion.apply(visit, route, move);
    }
    return this.heldOr(first, this.windows.hold(first) && this.windows.hold(second)) ? meeting.cost : Infinity;
  }

  private heldOr(visit: number, isHeld: boolean): boolean {
    if (!isHeld) this.windows.takeOut(visit);
    return isHeld;
  }

  /** Its place in each route where it has one, the cheapest first. */
  private placesOf(visit: number, among: Iterable<number>, bounds: Bounds): Place[] {
    const { insertion, windows } = this;
    const places: Place[] = [];
    for (const route of among) {
      if (!windows.narrow(visit, route, bounds)) continue;
      insertion.search(visit, route, windows.firstPlace(visit, route));
      const blinks = this.random.next() < blinkShare;
      const [cost, move] = blinks ? [insertion.secondCost, insertion.secondMove] : [insertion.cost, insertion.move];
      if (cost < Infinity) places.push({ route, cost, move });
    }
    return places.sort(byCost);
  }

  /** Half of the time, what others wait for is to be finished by a time drawn by chance. */
  private limited(visit: number, { openSeconds, finishBySeconds }: Bounds): Bounds {
    const waits = this.windows.afterOf(visit).some((after) => this.routes.routeOf[after] === -1);
    if (!waits || this.random.next() >= earlyShare) return { openSeconds, finishBySeconds };
    const from = Math.max(openSeconds, 0);
    const limit = from + this.random.next() * (this.dayEnds - from);
    return { openSeconds, finishBySeconds: Math.min(finishBySeconds, limit) };
  }

  private isAwaited(visit: number): boolean {
    return this.windows.afterOf(visit).some((after) => this.routes.routeOf[after] !== -1);
  }

  private priceOf(visit: number): number {
    const { price, partner } = this.routes.instance;
    const other = partner[visit] as number;
    return (price[visit] as number) + (other === -1 ? 0 : (price[other] as number));
  }

  /** What it may cost: its price, and that of all absent visits that wait for it. */
  private worthOf(visit: number): number {
    let worth = this.priceOf(visit);
    const seen = new Set<number>();
    const open = [...this.windows.afterOf(visit)];
    for (let after = open.pop(); after !== undefined; after = open.pop()) {
      if (seen.has(after) || this.routes.routeOf[after] !== -1) continue;
      seen.add(after);
      worth += this.routes.instance.price[after] as number;
      open.push(...this.windows.afterOf(after));
    }
    return worth;
  }
}
