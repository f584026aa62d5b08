import type { Instance } from './instance.js';

/** What a visit costs in a route wherever it stands there: that this technician comes, and that he goes out at all if the route is empty. */
export function fixedCost(instance: Instance, visit: number, route: number, isEmpty: boolean): number {
  const { assign, technicians, technicianOf, perShift } = instance;
  const assigned = assign ? (assign[visit * technicians + (technicianOf[route] as number)] as number) : 0;
  return assigned + (isEmpty ? (perShift[route] as number) : 0);
}
