import type { Instance } from './instance.js';
import { settleRestock } from './restocks.js';
import type { Routes } from './routes.js';
import type { Ties } from './ties.js';

/** What those that are placed leave an absent visit. */
export interface Bounds {
  /** No start before: whoever comes before it is finished then. */
  openSeconds: number;
  /** To be finished by then, for what comes after it starts. */
  finishBySeconds: number;
}

/** The state of a tied visit before a step changed it. */
interface Kept {
  visit: number;
  isPlaced: number;
  open: number;
  close: number;
}

const tiny = 1e-9;

/**
 * Holds tied visits to each other by their windows (`Routes.open` and `close`), so that everything else sees nothing but windows: both halves of
 * a visit for two get the one instant at which they start; of two jobs in an order the first must be finished when the window of the second
 * opens. An absent visit has its own window again. Who takes a visit out calls `settle`: what cannot be without it goes too.
 */
export class TiedWindows {
  private readonly instance: Instance;
  private readonly isPlaced: Uint8Array;
  private kept: Kept[] = [];

  constructor(
    private readonly routes: Routes,
    readonly ties: Ties,
  ) {
    this.instance = routes.instance;
    this.isPlaced = new Uint8Array(this.instance.visits);
  }

  /** Undefined while one that must come before is absent; a pinned visit waits for nobody. */
  boundsOf(visit: number): Bounds | undefined {
    const { routes, instance } = this;
    const bounds = { openSeconds: instance.open[visit] as number, finishBySeconds: Infinity };
    for (const before of this.beforeOf(visit)) {
      if (routes.routeOf[before] !== -1)
        bounds.openSeconds = Math.max(bounds.openSeconds, routes.startOf(before) + routes.stayOf(before));
      else if (instance.pinned[visit] !== 1) return undefined;
    }
    for (const after of this.afterOf(visit))
      if (routes.routeOf[after] !== -1)
        bounds.finishBySeconds = Math.min(bounds.finishBySeconds, routes.startOf(after));
    return bounds;
  }

  /** The first place of a route that lies behind all that must come before a visit: put in before them it would push them back. */
  firstPlace(visit: number, route: number): number {
    const { routeOf, positionOf } = this.routes;
    let first = 1;
    for (const before of this.beforeOf(visit))
      if (routeOf[before] === route) first = Math.max(first, (positionOf[before] as number) + 1);
    return first;
  }

  /** Narrows the window of an absent visit to its bounds in a route; false when nothing is left. `hold` or `reset` must follow. */
  narrow(visit: number, route: number, { openSeconds, finishBySeconds }: Bounds): boolean {
    const { routes, instance } = this;
    const stay = (instance.service[visit] as number) * (instance.durationFactor[route] as number);
    const latest = finishBySeconds - stay;
    // Who must be finished the instant at which the next one starts is in time, whatever the last bit says.
    const close = Math.min(
      instance.close[visit] as number,
      Math.abs(latest - openSeconds) < tiny ? openSeconds : latest,
    );
    routes.open[visit] = openSeconds;
    routes.close[visit] = close;
    return openSeconds <= close;
  }

  /** The same to one instant, which must lie in its bounds. */
  pin(visit: number, route: number, startSeconds: number, bounds: Bounds): boolean {
    const { open, close } = this.routes;
    const mayBe = this.narrow(visit, route, bounds);
    const isInside = startSeconds >= (open[visit] as number) && startSeconds <= (close[visit] as number);
    open[visit] = close[visit] = startSeconds;
    return mayBe && isInside;
  }

  /** An absent visit has its own window again. */
  reset(visit: number): void {
    this.routes.open[visit] = this.instance.open[visit] as number;
    this.routes.close[visit] = this.instance.close[visit] as number;
  }

  /**
   * Holds a visit that has just been put into a route, and those before it, to where they are: its window opens when they must be finished.
   * False when that cannot be: `takeOut` must follow.
   */
  hold(visit: number): boolean {
    const { routes, instance } = this;
    this.keep(visit);
    this.isPlaced[visit] = 1;
    const start = routes.startOf(visit);
    let open = instance.open[visit] as number;
    for (const before of this.beforeOf(visit)) {
      if (routes.routeOf[before] === -1) continue;
      const stay = routes.stayOf(before);
      const close = Math.max(routes.startOf(before), start - stay);
      if (close < (routes.close[before] as number)) this.setWindow(before, routes.open[before] as number, close);
      if (routes.cost[routes.routeOf[before] as number] === Infinity) return false;
      open = Math.max(open, (routes.close[before] as number) + stay);
    }
    if (open > start + tiny) return false;
    const close = routes.close[visit] as number;
    this.setWindow(visit, instance.partner[visit] === -1 ? Math.min(open, start) : close, close);
    return routes.cost[routes.routeOf[visit] as number] !== Infinity;
  }

  /** Takes a visit out, and what cannot be without it. */
  takeOut(visit: number): void {
    const { routes } = this;
    const route = routes.routeOf[visit] as number;
    routes.touch(route);
    routes.remove(route, routes.positionOf[visit] as number, 1);
    routes.refresh(route);
    settleRestock(routes, route);
    this.release(visit);
  }

  /** After visits were taken out: takes out what cannot be without them. */
  settle(): void {
    for (const visit of this.ties.visits)
      if (this.isPlaced[visit] === 1 && this.routes.routeOf[visit] === -1) this.release(visit);
  }

  commit(): void {
    this.kept = [];
  }

  /** Puts the windows back as they were; before the routes are. */
  rollback(): void {
    const { routes } = this;
    for (let one = this.kept.pop(); one; one = this.kept.pop()) {
      this.isPlaced[one.visit] = one.isPlaced;
      routes.open[one.visit] = one.open;
      routes.close[one.visit] = one.close;
    }
  }

  /** The routes have become another plan, with its windows. */
  resume(): void {
    this.kept = [];
    for (const visit of this.ties.visits) this.isPlaced[visit] = this.routes.routeOf[visit] === -1 ? 0 : 1;
  }

  beforeOf(visit: number): Int32Array {
    const { before, beforeFrom } = this.ties;
    return before.subarray(beforeFrom[visit], beforeFrom[visit + 1]);
  }

  afterOf(visit: number): Int32Array {
    const { after, afterFrom } = this.ties;
    return after.subarray(afterFrom[visit], afterFrom[visit + 1]);
  }

  private release(visit: number): void {
    const { routes, instance } = this;
    this.keep(visit);
    this.isPlaced[visit] = 0;
    this.reset(visit);
    for (const after of this.afterOf(visit))
      if (routes.routeOf[after] !== -1 && instance.pinned[after] !== 1) this.takeOut(after);
    const partner = instance.partner[visit] as number;
    if (partner !== -1 && routes.routeOf[partner] !== -1) this.takeOut(partner);
    for (const before of this.beforeOf(visit)) if (routes.routeOf[before] !== -1) this.relax(before);
  }

  /** Lets a visit end as late as those allow that still wait for it. */
  private relax(visit: number): void {
    const { routes, instance } = this;
    if (instance.partner[visit] !== -1) return;
    let close = instance.close[visit] as number;
    for (const after of this.afterOf(visit))
      if (routes.routeOf[after] !== -1) close = Math.min(close, (routes.open[after] as number) - routes.stayOf(visit));
    if (close > (routes.close[visit] as number)) this.setWindow(visit, routes.open[visit] as number, close);
  }

  private setWindow(visit: number, open: number, close: number): void {
    const { routes } = this;
    const route = routes.routeOf[visit] as number;
    this.keep(visit);
    routes.touch(route);
    routes.open[visit] = open;
    routes.close[visit] = close;
    routes.refresh(route);
  }

  /** For a rollback. What was absent had its own window, whatever it was narrowed to since. */
  private keep(visit: number): void {
    const { routes, instance } = this;
    const isPlaced = this.isPlaced[visit] as number;
    const { open, close } = isPlaced === 1 ? routes : instance;
    this.kept.push({ visit, isPlaced, open: open[visit] as number, close: close[visit] as number });
  }
}
