import type { Instance } from './instance.js';
import type { Routes } from './routes.js';

/** All stops of all routes one after the other, each route ended by -1. */
export type Sequence = Int32Array;

/** Visits, at most one restock a route, and the ends. */
export const sequenceLength = ({ visits, routes }: Instance) => visits + 2 * routes;

/** The routes as a sequence. */
export function writeSequence(routes: Routes, sequence: Sequence): void {
  let at = 0;
  for (let route = 0; route < routes.instance.routes; route += 1) {
    const from = route * routes.stride;
    const last = (routes.length[route] as number) - 1;
    for (let position = 1; position < last; position += 1) {
      sequence[at] = routes.stops[from + position] as number;
      at += 1;
    }
    sequence[at] = -1;
    at += 1;
  }
}

/** The routes become what a sequence says, which must be feasible. */
export function loadSequence(routes: Routes, sequence: Sequence): void {
  const count = routes.instance.routes;
  routes.commit();
  for (let route = 0; route < count; route += 1) routes.remove(route, 1, (routes.length[route] as number) - 2);
  let at = 0;
  for (let route = 0; route < count; route += 1) {
    for (; (sequence[at] as number) >= 0; at += 1)
      routes.insert(sequence[at] as number, route, (routes.length[route] as number) - 1);
    at += 1;
    routes.refresh(route);
  }
}
