import type { Problem } from '../model/problem.js';
import { pricePinned } from './instance.js';
import type { Insertion } from './insertion.js';
import type { PlaceTied } from './moves/place-tied.js';
import type { Routes } from './routes.js';
import type { TiedWindows } from './tied-windows.js';

/** A visit and the route that it had in the published plan. */
export interface PublishedPlace {
  visit: number;
  route: number;
  startSeconds: number;
}

/** Where the published plan has the visits of a problem, in the order of its starts; what the problem no longer knows is left out. */
export function publishedPlaces(
  { jobs, technicians, published = [] }: Problem,
  { jobOf, technicianOf, shiftOf }: { jobOf: Int32Array; technicianOf: Int32Array; shiftOf: Int32Array },
): PublishedPlace[] {
  const jobAt = new Map(jobs.map(({ id }, index) => [id, index]));
  const technicianAt = new Map(technicians.map(({ id }, index) => [id, index]));
  const taken = new Set<number>();
  return [...published]
    .sort((one, other) => one.startSeconds - other.startSeconds)
    .flatMap(({ jobId, technicianId, shift, startSeconds }) => {
      const job = jobAt.get(jobId) ?? -1;
      const technician = technicianAt.get(technicianId) ?? -1;
      const visit = jobOf.findIndex((index, at) => index === job && !taken.has(at));
      const route = technicianOf.findIndex((index, at) => index === technician && shiftOf[at] === shift);
      if (visit < 0 || route < 0) return [];
      taken.add(visit);
      return [{ visit, route, startSeconds }];
    });
}

/** Puts the absent visits where they were, as far as that is still possible. */
export function placeAsPublished(
  routes: Routes,
  insertion: Insertion,
  places: readonly PublishedPlace[],
  tied: PlaceTied | undefined,
): void {
  const { partner } = routes.instance;
  for (const { visit, route } of places) {
    if (routes.routeOf[visit] !== -1) continue;
    if (tied?.isTied(visit)) {
      const both = places.filter((one) => one.visit === visit || one.visit === partner[visit]);
      tied.placeIn(
        visit,
        both.map((one) => one.route),
      );
      continue;
    }
    insertion.search(visit, route);
    if (insertion.cost < Infinity) insertion.apply(visit, route, insertion.move);
  }
}

/** Puts every pinned visit that is absent where it costs least, and then what must come before one: before anything takes its time. */
export function placePinned(routes: Routes, insertion: Insertion, tied: PlaceTied | undefined): void {
  const { instance } = routes;
  for (const visit of instance.ties?.visits ?? [])
    if (instance.pinned[visit] === 1)
      tied?.placeIn(
        visit,
        Array.from({ length: instance.routes }, (_, route) => route),
      );
  for (let visit = 0; visit < instance.visits; visit += 1) {
    if (instance.pinned[visit] !== 1 || routes.routeOf[visit] !== -1 || tied?.isTied(visit)) continue;
    let best = { cost: Infinity, route: -1, move: 0 };
    for (let route = 0; route < instance.routes; route += 1) {
      insertion.search(visit, route);
      if (insertion.cost < best.cost) best = { cost: insertion.cost, route, move: insertion.move };
    }
    if (best.route >= 0) insertion.apply(visit, best.route, best.move);
  }
  for (const visit of instance.ties?.visits ?? [])
    if ((instance.price[visit] as number) >= pricePinned) tied?.place(visit);
}

/**
 * Takes the visits out of routes that cannot be driven, pinned ones apart. Where a rest is taken depends on the stops before it, so a route that was fit for a
 * visit may not be without it: a step of the search that leaves one so is not accepted, but nothing comes before the first plan.
 */
export function clearUndrivable(routes: Routes, tied: TiedWindows | undefined): void {
  const { instance, stride, stops, length, cost } = routes;
  for (let isClear = false; !isClear;) {
    isClear = true;
    for (let route = 0; route < instance.routes; route += 1) {
      if (cost[route] !== Infinity) continue;
      const before = length[route] as number;
      routes.touch(route);
      for (let position = before - 2; position >= 1; position -= 1)
        if (instance.pinned[stops[route * stride + position] as number] !== 1) routes.remove(route, position, 1);
      routes.refresh(route);
      tied?.settle();
      if ((length[route] as number) < before) isClear = false;
    }
  }
}
