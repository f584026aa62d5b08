import { standings, type HeldDay } from './held-day.js';

/** More than what many small sums can be wrong by. */
const tiny = 1e-6;

/** The visits of one route in their order, its start and end among them and restocks left out, and how another visit goes in between. */
export class Line {
  length = 0;
  /** The route has a restock, which the line leaves out. */
  hasRestock = false;
  /** Something that was put in before stands in it. */
  hasFree = false;
  /** See `standings`. */
  readonly standing: Uint8Array;
  /** The line with the visit that was put in. */
  readonly stops: Int32Array;
  /** Where in `stops` the visit is. */
  putAt = 0;
  private route = 0;
  private readonly nodes: Int32Array;
  /** In the route, restocks counted. */
  private readonly positions: Int32Array;

  constructor(private readonly day: HeldDay) {
    const { stride } = day.routes;
    this.nodes = new Int32Array(stride);
    this.positions = new Int32Array(stride);
    this.standing = new Uint8Array(stride);
    this.stops = new Int32Array(stride + 2);
  }

  /** `isWide`: what was put in before gives way in time; otherwise it counts as fixed. */
  read(route: number, isWide: boolean): void {
    const { routes, instance } = this.day;
    const last = (routes.length[route] as number) - 1;
    this.route = route;
    this.length = 0;
    this.hasFree = false;
    for (let position = 0; position <= last; position += 1) {
      const node = routes.stops[route * routes.stride + position] as number;
      if (node >= instance.visits && position > 0 && position < last) continue;
      this.nodes[this.length] = node;
      this.positions[this.length] = position;
      const standing = this.day.standing[node] as number;
      this.hasFree ||= standing === standings.free;
      this.standing[this.length] = standing === standings.free && !isWide ? standings.fixed : standing;
      this.length += 1;
    }
    this.hasRestock = this.length <= last;
  }

  /** From a place on, in steps of 1 or -1: the first that stays at its time when so many that are held are pushed out; -1 = there are not so many. */
  reach(from: number, step: number, pushed: number): number {
    let left = pushed;
    for (let at = from; ; at += step) {
      const standing = this.standing[at] as number;
      if (standing === standings.free) continue;
      if (left === 0) return at;
      if (standing === standings.fixed) return -1;
      left -= 1;
    }
  }

  heldBetween(left: number, right: number): number[] {
    const found: number[] = [];
    for (let at = left + 1; at < right; at += 1)
      if (this.standing[at] === standings.held) found.push(this.nodes[at] as number);
    return found;
  }

  /**
   * Puts a visit in behind `gap`, what is held between `left` and `right` being pushed out; returns how many stops there are then, or 0 where these two do not
   * leave the time. Breaks and the like may still forbid it.
   */
  put(visit: number, left: number, gap: number, right: number, pushed: number): number {
    const { routes, instance } = this.day;
    const [from, to] = [this.positions[left] as number, this.positions[right] as number];
    // What an hour makes of a drive shows in the whole route alone.
    const seesTime = !instance.finer.hourFactors;
    const isAlone = right - left - 1 === pushed;
    if (isAlone && seesTime && !routes.leavesTime(visit, this.route, from, to)) return 0;
    const { nodes, standing, stops } = this;
    let count = 0;
    for (let at = 0; at < this.length; at += 1) {
      const isOut = at > left && at < right && standing[at] === standings.held;
      if (!isOut) stops[count++] = nodes[at] as number;
      if (at !== gap) continue;
      this.putAt = count;
      stops[count++] = visit;
    }
    return isAlone || !seesTime || this.isInTime(left, count - this.length + right, from, to) ? count : 0;
  }

  /** Whether all stops between two of what was put together can be where they are. */
  private isInTime(first: number, last: number, from: number, to: number): boolean {
    const { routes, instance } = this.day;
    const { place, places, seconds, service, durationFactor } = instance;
    const route = this.route * routes.stride;
    let clock = routes.depart[route + from] as number;
    for (let at = first + 1; ; at += 1) {
      const [before, node] = [this.stops[at - 1] as number, this.stops[at] as number];
      clock += seconds[(place[before] as number) * places + (place[node] as number)] as number;
      if (at === last) break;
      clock = Math.max(clock, routes.open[node] as number);
      if (clock > (routes.close[node] as number) + tiny) return false;
      clock += (service[node] as number) * (durationFactor[this.route] as number);
    }
    return clock <= (routes.latest[route + to] as number) + tiny;
  }
}
