import { Insertion } from '../insertion.js';
import type { Instance } from '../instance.js';
import { settleRestock } from '../restocks.js';
import { Routes } from '../routes.js';
import { placePinned } from '../warm-start.js';

/** A visit goes into a route, and visits that stand in its way are pushed out of it. */
export interface Exchange {
  route: number;
  /** Visits that are pushed out, in the order of the route. */
  pushed: readonly number[];
  /** Where the visit goes once they are out; see `Insertion`. */
  move: number;
}

interface Done extends Pick<Exchange, 'route' | 'pushed'> {
  stops: Int32Array;
}

/** How a visit stands in its route: for good, or until it is pushed out, at the start to which it is held; or whenever its neighbours leave it the time. */
export const standings = { fixed: 0, held: 1, free: 2 } as const;

/**
 * The published plan with every visit held to its start: a window of one instant, as of a pinned one. Visits are pushed out one after the other, each of
 * which has its own windows again and goes elsewhere, and all of it can be taken back step by step.
 */
export class HeldDay {
  readonly routes: Routes;
  readonly insertion: Insertion;
  /** Of each node, see `standings`. */
  readonly standing: Uint8Array;
  /** Start to which a visit is held; NaN = to none. */
  private readonly heldTo: Float64Array;
  private readonly done: Done[] = [];

  constructor(readonly instance: Instance) {
    this.routes = new Routes(instance);
    this.insertion = new Insertion(this.routes);
    this.heldTo = new Float64Array(instance.visits).fill(NaN);
    this.standing = new Uint8Array(instance.place.length).fill(standings.fixed);
    for (let visit = 0; visit < instance.visits; visit += 1)
      if (this.mayMove(visit)) this.standing[visit] = standings.free;
    const stays = instance.published.filter(({ visit }) => instance.changeLimit?.isFree[visit] !== 1);
    for (const { visit, startSeconds } of stays) if (instance.pinned[visit] !== 1) this.hold(visit, startSeconds);
    placePinned(this.routes, this.insertion, undefined);
    const left = stays.filter(({ visit, route }) => !this.putBack(visit, route));
    for (const { visit, route } of left) if (!this.putBackFirst(visit, route)) this.letGo(visit);
    this.routes.commit();
  }

  /** Visits without a place that may be given one: those that hang on others stay out. */
  waiting(): number[] {
    const { ties, visits } = this.instance;
    return Array.from({ length: visits }, (_, visit) => visit).filter(
      (visit) => this.routes.routeOf[visit] === -1 && ties?.isTied[visit] !== 1,
    );
  }

  /** Whether it stood in the published plan and stands there still. */
  hadPlace(visit: number): boolean {
    return !Number.isNaN(this.heldTo[visit] as number);
  }

  /** Pushes out what is in the way; `put` and `undo` follow. */
  push({ route, pushed }: Pick<Exchange, 'route' | 'pushed'>): void {
    const { routes } = this;
    const at = route * routes.stride;
    const stops = routes.stops.slice(at + 1, at + (routes.length[route] as number) - 1);
    this.done.push({ route, stops, pushed });
    for (const visit of pushed) this.free(visit);
    if (pushed.length === 0) return;
    // From the last on, or the positions of the others would not be true any more.
    for (const visit of pushed.toReversed()) routes.remove(route, routes.positionOf[visit] as number, 1);
    routes.refresh(route);
    settleRestock(routes, route);
    routes.commit();
  }

  put(visit: number, { route, move }: Pick<Exchange, 'route' | 'move'>): void {
    this.insertion.apply(visit, route, move);
    this.routes.commit();
  }

  /** Takes the last `push` back, and what was put into its route since. */
  undo(): void {
    const last = this.done.pop();
    if (!last) return;
    const { routes } = this;
    const { route, stops, pushed } = last;
    for (const visit of pushed) this.hold(visit, this.heldTo[visit] as number);
    routes.remove(route, 1, (routes.length[route] as number) - 2);
    stops.forEach((node, index) => routes.insert(node, route, index + 1));
    routes.refresh(route);
  }

  /** The same text for the same plan: what was pushed out, and what stands in the routes that changed. */
  changes(): string {
    const { routes } = this;
    const pushed = this.done.flatMap((one) => one.pushed).sort((one, other) => one - other);
    const changed = [...new Set(this.done.map(({ route }) => route))].sort((one, other) => one - other);
    const standing = changed
      .map((route) => {
        const at = route * routes.stride;
        return `${route}:${routes.stops.subarray(at + 1, at + (routes.length[route] as number) - 1).join()}`;
      })
      .join(' ');
    return `${pushed.join()} ${standing}`;
  }

  /** Neither pinned nor hanging on others. */
  private mayMove(visit: number): boolean {
    const { pinned, ties } = this.instance;
    return pinned[visit] !== 1 && ties?.isTied[visit] !== 1;
  }

  private hold(visit: number, startSeconds: number): void {
    this.heldTo[visit] = startSeconds;
    if (this.mayMove(visit)) this.standing[visit] = standings.held;
    this.routes.open[visit] = this.routes.close[visit] = startSeconds;
  }

  /** Where it was published, if it finds a place there. */
  private putBack(visit: number, route: number): boolean {
    const { routes, insertion } = this;
    if (routes.routeOf[visit] !== -1) return true;
    insertion.search(visit, route);
    if (insertion.cost === Infinity) return false;
    insertion.apply(visit, route, insertion.move);
    return true;
  }

  /**
   * The same before all others of the technician, who go back behind it: the published plan does not say where it restocked, and what was put back first
   * may have taken the parts of the van that this one needs, though a stock point was on its way.
   */
  private putBackFirst(visit: number, route: number): boolean {
    const { routes, instance } = this;
    const { technicianOf, visits } = instance;
    routes.commit();
    const others: { visit: number; route: number }[] = [];
    for (let own = 0; own < instance.routes; own += 1) {
      if (technicianOf[own] !== technicianOf[route]) continue;
      const from = own * routes.stride + 1;
      const count = (routes.length[own] as number) - 2;
      for (const node of routes.stops.slice(from, from + count))
        if (node < visits) others.push({ visit: node, route: own });
      routes.touch(own);
      routes.remove(own, 1, count);
      routes.refresh(own);
    }
    const isBack = [{ visit, route }, ...others].every((one) => this.putBack(one.visit, one.route));
    if (!isBack) routes.rollback();
    return isBack;
  }

  /** Who cannot be where it was published has lost its place and may go anywhere. */
  private letGo(visit: number): void {
    this.heldTo[visit] = NaN;
    this.free(visit);
  }

  /** It has its own windows again. */
  private free(visit: number): void {
    const { routes, instance } = this;
    routes.open[visit] = instance.open[visit] as number;
    routes.close[visit] = instance.close[visit] as number;
    if (this.mayMove(visit)) this.standing[visit] = standings.free;
  }
}
