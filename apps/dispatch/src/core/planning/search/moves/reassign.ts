import { cheapestAssignment } from '../cheapest-assignment.js';
import { endNode, fits, startNode } from '../instance.js';
import type { Random } from '../random.js';
import type { Routes } from '../routes.js';
import { Timetable } from '../timetable.js';

/** Routes that change hands at once, at most: the square of it is judged. */
const mostRoutes = 40;
/** Dearer than whatever routes may cost, and still exact to the seventh decimal. */
const never = 1e8;
const tiny = 1e-9;

function groupsOf(shiftOf: Int32Array): Int32Array[] {
  const groups: number[][] = [];
  shiftOf.forEach((shift, route) => (groups[shift] ??= []).push(route));
  return groups.map((group) => Int32Array.from(group));
}

/**
 * Gives whole routes to other technicians: who drives which is an assignment problem, solved at once for all of a shift or those who start
 * near one drawn by chance. Ruins and insertions reach that only over plans in between that are dearer, the farther the two live from each other the dearer.
 * Left out are routes that take parts from a van or restock.
 */
export class Reassign {
  /** Routes by which shift of their technicians they are: others seldom change hands. */
  private readonly groups: Int32Array[];
  private readonly chosen: Int32Array;
  private readonly costs: Float64Array;
  private readonly interiors: Int32Array[];
  private readonly stops: Int32Array;
  private readonly timetable: Timetable;

  private constructor(
    private readonly routes: Routes,
    private readonly random: Random,
  ) {
    const { instance, stride, open, close } = routes;
    this.groups = groupsOf(instance.shiftOf);
    const most = Math.min(mostRoutes, Math.max(...this.groups.map(({ length }) => length)));
    this.chosen = new Int32Array(most);
    this.costs = new Float64Array(most ** 2);
    this.interiors = Array.from({ length: most }, () => new Int32Array(stride));
    this.stops = new Int32Array(stride);
    this.timetable = routes.timetable ?? new Timetable(instance, instance.finer, stride, open, close);
  }

  /** Nothing where all routes are alike, or visits hang on others: these are held to each other by who makes them. */
  static of(routes: Routes, random: Random): Reassign | undefined {
    const { routeClass, ties } = routes.instance;
    return ties || new Set(routeClass).size <= 1 ? undefined : new Reassign(routes, random);
  }

  /** Expects nothing uncommitted. Leaves routes changed, and cheaper together, or none. */
  run(): void {
    const { routes } = this;
    const count = this.choose();
    for (let row = 0; row < count; row += 1)
      for (let column = 0; column < count; column += 1)
        this.costs[row * count + column] = this.costOf(this.chosen[row] as number, this.chosen[column] as number);
    const columns = cheapestAssignment(this.costs.subarray(0, count * count), count);
    this.carryOut(columns);
    if (routes.changedCount > 0 && !(routes.changeOfCost() < -tiny)) routes.rollback();
  }

  /** Draws the routes that are looked at and keeps what they serve. */
  private choose(): number {
    const { routes, chosen, groups } = this;
    const group = groups[groups.length > 1 ? this.random.below(groups.length) : 0] as Int32Array;
    if (group.length > mostRoutes) this.sortByDistance(group, group[this.random.below(group.length)] as number);
    let count = 0;
    for (let index = 0; index < group.length && count < chosen.length; index += 1) {
      const route = group[index] as number;
      if (this.isBound(route)) continue;
      chosen[count] = route;
      const from = route * routes.stride;
      const last = from + (routes.length[route] as number) - 1;
      (this.interiors[count] as Int32Array).set(routes.stops.subarray(from + 1, last));
      count += 1;
    }
    return count;
  }

  /** Those whose technicians start nearest to one of them come first. */
  private sortByDistance(group: Int32Array, first: number): void {
    const { instance } = this.routes;
    const { place, places, seconds } = instance;
    const row = (place[startNode(instance, first)] as number) * places;
    const far = (route: number) => seconds[row + (place[startNode(instance, route)] as number)] as number;
    group.sort((one, other) => far(one) - far(other) || one - other);
  }

  /** Does what it serves come from this very van? */
  private isBound(route: number): boolean {
    const { restockAt, used, instance } = this.routes;
    if ((restockAt[route] as number) >= 0) return true;
    for (let part = 0; part < instance.parts; part += 1)
      if ((used[route * instance.parts + part] as number) > 0) return true;
    return false;
  }

  /** Of the visits of one route driven as another one. */
  private costOf(of: number, as: number): number {
    const { routes, stops } = this;
    const { instance, stride } = routes;
    if (of === as) return routes.cost[of] as number;
    const length = routes.length[of] as number;
    if (length === 2) return 0;
    const technician = instance.technicianOf[as] as number;
    stops[0] = startNode(instance, as);
    for (let position = 1; position < length - 1; position += 1) {
      const visit = routes.stops[of * stride + position] as number;
      if (instance.fit[visit * instance.technicians + technician] !== fits.fromVan) return never;
      stops[position] = visit;
    }
    stops[length - 1] = endNode(instance, as);
    return Math.min(never, this.timetable.costOf(as, stops, 0, length));
  }

  private carryOut(columns: Int32Array): void {
    const { routes, chosen } = this;
    const counts = columns.map((_, row) => (routes.length[chosen[row] as number] as number) - 2);
    const isMoved = (column: number, row: number) => column !== row && !(counts[row] === 0 && counts[column] === 0);
    columns.forEach((column, row) => {
      if (!isMoved(column, row)) return;
      for (const index of [row, column]) {
        const route = chosen[index] as number;
        routes.touch(route);
        routes.remove(route, 1, (routes.length[route] as number) - 2);
      }
    });
    columns.forEach((column, row) => {
      if (!isMoved(column, row)) return;
      const route = chosen[column] as number;
      for (let index = 0; index < (counts[row] as number); index += 1)
        routes.insert((this.interiors[row] as Int32Array)[index] as number, route, index + 1);
    });
    for (let index = 0; index < routes.changedCount; index += 1) routes.refresh(routes.changedRoute(index));
  }
}
