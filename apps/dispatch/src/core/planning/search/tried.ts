import { startNode, type Instance } from './instance.js';

/** Up to so many pairs of visit and route all are tried; beyond, each visit in the routes of its nearest technicians. */
const mostPairs = 2_000_000;
const leastTechnicians = 12;

/** Routes to try for each visit. Pinned visits and those of the published plan find their own place first. */
export function triedOf(instance: Instance): Pick<Instance, 'triedFrom' | 'tried'> {
  const { visits, routes, technicians, technicianOf } = instance;
  const isSmall = visits * routes <= mostPairs;
  const most = isSmall
    ? technicians
    : Math.max(leastTechnicians, Math.floor((mostPairs / Math.max(1, visits * routes)) * technicians));
  const triedFrom = new Int32Array(visits + 1);
  const tried: number[] = [];
  for (let visit = 0; visit < visits; visit += 1) {
    const chosen = isSmall ? undefined : nearestAble(instance, visit, most);
    for (let route = 0; route < routes; route += 1) {
      const technician = technicianOf[route] as number;
      if (!chosen || chosen.has(technician)) tried.push(route);
    }
    triedFrom[visit + 1] = tried.length;
  }
  return { triedFrom, tried: Int32Array.from(tried) };
}

/** Those who may make the visit and start nearest to it. */
function nearestAble(instance: Instance, visit: number, most: number): Set<number> {
  const { technicians, technicianOf, routes, fit, place, places, seconds } = instance;
  const far = new Float64Array(technicians).fill(Infinity);
  for (let route = 0; route < routes; route += 1) {
    const technician = technicianOf[route] as number;
    if (fit[visit * technicians + technician] === 0) continue;
    const from = place[startNode(instance, route)] as number;
    far[technician] = Math.min(far[technician] as number, seconds[from * places + (place[visit] as number)] as number);
  }
  const able = Array.from({ length: technicians }, (_, technician) => technician).filter(
    (one) => far[one] !== Infinity,
  );
  return new Set(
    able.sort((one, other) => (far[one] as number) - (far[other] as number) || one - other).slice(0, most),
  );
}

/** As many of the shortest visits as fit into the longest shift, with the ends and a restock. */
export function longestOf(instance: Instance): number {
  const { visits, routes, service, open, close, durationFactor } = instance;
  const shortest = service.slice(0, visits).sort();
  const quickest = Math.min(1, ...durationFactor);
  let longestSeconds = 0;
  for (let route = 0; route < routes; route += 1) {
    const start = startNode(instance, route);
    longestSeconds = Math.max(longestSeconds, (close[start] as number) - (open[start] as number));
  }
  let count = 0;
  for (let left = longestSeconds; count < visits; count += 1) {
    left -= (shortest[count] as number) * quickest;
    if (left < 0) break;
  }
  return count + 4;
}
