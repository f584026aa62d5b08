import { fits } from './instance.js';
import type { Routes } from './routes.js';

/**
 * Drops the restock of a route when nothing behind it needs it, and moves it to where it costs least otherwise. The order of the visits
 * stays, so every place up to the first visit that needs it is tried.
 */
export function settleRestock(routes: Routes, route: number): void {
  const at = routes.restockAt[route] as number;
  if (at < 0) return;
  const node = routes.stops[route * routes.stride + at] as number;
  routes.touch(route);
  routes.remove(route, at, 1);
  routes.refresh(route);
  const needed = firstInNeed(routes, route, node - routes.instance.visits);
  if (needed < 0) return;
  const best = cheapestPlace(routes, route, node, needed);
  routes.insert(node, route, best > 0 ? best : at);
  routes.refresh(route);
}

/**
 * Position of the first visit that needs the stock point behind it; -1 when there is none. What the stock point cannot serve comes from the van wherever
 * the restock is, so its parts are set aside first.
 */
function firstInNeed(routes: Routes, route: number, stockPoint: number): number {
  const { instance, stops } = routes;
  const { visits, technicians, parts, need, fit, serves } = instance;
  const technician = instance.technicianOf[route] as number;
  const from = route * routes.stride;
  const last = (routes.length[route] as number) - 1;
  const left = leftFor(routes, route, stockPoint);
  for (let position = 1; position < last; position += 1) {
    const visit = stops[from + position] as number;
    if (visit >= visits || serves[stockPoint * visits + visit] !== 1) continue;
    if (fit[visit * technicians + technician] === fits.afterRestock) return position;
    for (let part = 0; part < parts; part += 1) {
      left[part] = (left[part] as number) - (need[visit * parts + part] as number);
      if ((left[part] as number) < 0) return position;
    }
  }
  return -1;
}

/** Parts of the van that other routes of the technician, and visits which the stock point cannot serve, leave over. */
function leftFor(routes: Routes, route: number, stockPoint: number): Float64Array {
  const { instance, stops, usedOf, used } = routes;
  const { visits, parts, need, stock, serves } = instance;
  const technician = instance.technicianOf[route] as number;
  const from = route * routes.stride;
  const left = new Float64Array(parts);
  for (let part = 0; part < parts; part += 1) {
    const index = technician * parts + part;
    left[part] = (stock[index] as number) - (usedOf[index] as number) + (used[route * parts + part] as number);
  }
  for (let position = 1; position < (routes.length[route] as number) - 1; position += 1) {
    const visit = stops[from + position] as number;
    if (visit >= visits || serves[stockPoint * visits + visit] === 1) continue;
    for (let part = 0; part < parts; part += 1)
      left[part] = (left[part] as number) - (need[visit * parts + part] as number);
  }
  return left;
}

function cheapestPlace(routes: Routes, route: number, node: number, last: number): number {
  const { instance, stops, depart, latest, headSeconds, headLatest, tailSeconds, tailEarliest } = routes;
  const { place, places, seconds, metres, service } = instance;
  const perSecond = instance.perTravelSecond[route] as number;
  const perMetre = instance.perMetre[route] as number;
  const perWork = instance.perWorkSecond[route] as number;
  const from = route * routes.stride;
  const own = place[node] as number;
  const stay = service[node] as number;
  const opens = routes.open[node] as number;
  const closes = routes.close[node] as number;
  let [best, bestCost] = [-1, Infinity];
  for (let index = from + 1; index <= from + last; index += 1) {
    const before = place[stops[index - 1] as number] as number;
    const after = place[stops[index] as number] as number;
    const into = seconds[before * places + own] as number;
    const out = seconds[own * places + after] as number;
    const begin = Math.max(opens, (depart[index - 1] as number) + into);
    if (begin > closes || begin + stay + out > (latest[index] as number)) continue;
    const span = (headSeconds[index - 1] as number) + into;
    const wait = Math.max(opens - span - (headLatest[index - 1] as number), 0);
    const spanToTail = span + wait + stay + out;
    const begins = Math.min(closes - span, headLatest[index - 1] as number);
    const second = Math.max((tailEarliest[index] as number) - spanToTail - begins, 0);
    const cost =
      perWork * (spanToTail + second + (tailSeconds[index] as number)) +
      perSecond * (into + out - (seconds[before * places + after] as number)) +
      perMetre *
        ((metres[before * places + own] as number) +
          (metres[own * places + after] as number) -
          (metres[before * places + after] as number));
    if (cost < bestCost) [best, bestCost] = [index - from, cost];
  }
  return best;
}
