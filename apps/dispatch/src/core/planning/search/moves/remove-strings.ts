import type { Neighbours } from '../neighbours.js';
import { settleRestock } from '../restocks.js';
import type { Random } from '../random.js';
import type { Routes } from '../routes.js';

const meanRemoved = 10;
const longestString = 10;
const splitShare = 0.5;
const deeperSplitShare = 0.01;
/** Technicians differ in home, skills and stock: who works at all is decided by emptying whole routes. */
const wholeRouteShare = 0.1;

/**
 * Takes strings of visits out of routes that lie near each other: slack in space and capacity (Christiaens & Vanden Berghe 2020, "Slack
 * induction by string removals"). What is taken out is absent afterwards.
 */
export class RemoveStrings {
  private readonly ruined: Int32Array;
  private step = 0;

  constructor(
    private readonly routes: Routes,
    private readonly neighbours: Neighbours,
    private readonly random: Random,
  ) {
    this.ruined = new Int32Array(routes.instance.routes).fill(-1);
  }

  run(): void {
    const { routes, random } = this;
    const { width, near } = this.neighbours;
    const served = routes.instance.visits - routes.absentCount;
    if (routes.usedCount === 0) return;
    this.step += 1;
    const longest = Math.min(longestString, served / routes.usedCount);
    const strings = Math.floor(random.next() * ((4 * meanRemoved) / (1 + longest) - 1) + 1);
    const seed = random.below(routes.instance.visits) * width;
    let taken = 0;
    for (let index = seed; index < seed + width && taken < strings; index += 1) {
      const visit = near[index] as number;
      const route = routes.routeOf[visit] as number;
      if (route < 0 || this.ruined[route] === this.step || routes.instance.pinned[visit] === 1) continue;
      this.ruined[route] = this.step;
      this.removeString(route, routes.positionOf[visit] as number, longest);
      taken += 1;
    }
  }

  private removeString(route: number, position: number, longest: number): void {
    const { routes, random } = this;
    const stops = (routes.length[route] as number) - 2;
    const whole = random.next() < wholeRouteShare;
    const length = whole ? stops : Math.floor(random.next() * Math.min(stops, longest) + 1);
    routes.touch(route);
    let kept = 0;
    if (length > 1 && length < stops && random.next() < splitShare) {
      kept = 1;
      while (length + kept < stops && random.next() < deeperSplitShare) kept += 1;
    }
    const span = length + kept;
    const lowest = Math.max(1, position - span + 1);
    const first = lowest + random.below(Math.min(position, stops - span + 1) - lowest + 1);
    const keptFrom = kept === 0 ? 0 : first + 1 + random.below(length - 1);
    for (let at = first + span - 1; at >= first; at -= 1) {
      if (at >= keptFrom && at < keptFrom + kept) continue;
      if (this.mayGo(route, at)) routes.remove(route, at, 1);
    }
    routes.refresh(route);
    settleRestock(routes, route);
  }

  private mayGo(route: number, position: number): boolean {
    const node = this.routes.stops[route * this.routes.stride + position] as number;
    return node < this.routes.instance.visits && this.routes.instance.pinned[node] === 0;
  }
}
