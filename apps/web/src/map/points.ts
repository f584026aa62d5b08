import type { Schemas } from '../api/client.js';
import type { BoardOrder } from '../orders/queries.js';
import type { BoardVisit } from '../visits/queries.js';
import { type Point, project } from './mercator.js';

/** What is on the map, the most pressing last: that is drawn above the others. */
export const mapKinds = ['own', 'franchised', 'visit', 'waiting', 'risk', 'overdue'] as const;
export type MapKind = (typeof mapKinds)[number];

interface Placed extends Point {
  id: string;
  kind: MapKind;
}

type Site = Schemas['SiteView'];
/** What the map tells of an order. */
type PlacedOrder = Pick<BoardOrder, 'id' | 'number' | 'category' | 'dueBy' | 'place' | 'siteName'> &
  Partial<Pick<BoardOrder, 'risk'>>;

export type MapPoint = Placed & ({ site: Site } | { order: PlacedOrder } | { visit: BoardVisit });

const waiting = new Set<BoardOrder['status']>(['draft', 'ready', 'offered', 'accepted']);
const live = new Set<BoardVisit['status']>(['planned', 'en_route', 'on_site']);

function kindOf({ risk, status }: BoardOrder): MapKind | undefined {
  if (risk === 'breached') return 'overdue';
  if (risk === 'at_risk') return 'risk';
  return waiting.has(status) ? 'waiting' : undefined;
}

interface Known {
  sites: readonly Site[];
  orders: readonly BoardOrder[];
  visits: readonly BoardVisit[];
  /** Milliseconds. */
  now: number;
}

const sitePoint = (site: Site): MapPoint => ({
  ...project(site.place.lon, site.place.lat),
  id: site.id,
  kind: site.kind,
  site,
});

/** Orders that wait for somebody, or that will be late, among the sites that could have them. */
export function waitingPoints(orders: readonly PlacedOrder[], sites: readonly Site[], now: number): MapPoint[] {
  const placedOrders = orders.flatMap((order): MapPoint[] => {
    const place = placed(order.place);
    const inTime = order.risk === 'at_risk' ? 'risk' : 'waiting';
    const kind = Date.parse(order.dueBy) < now ? 'overdue' : inTime;
    return place ? [{ ...place, id: order.id, kind, order }] : [];
  });
  return [...sites.map(sitePoint), ...placedOrders];
}

/** Sites, orders that need somebody's attention, and the next visit of each technician; what has no place is not on the map. */
export function pointsOf({ sites, orders, visits, now }: Known): MapPoint[] {
  const points = sites.filter(({ status }) => status !== 'cancelled').map(sitePoint);
  for (const visit of nextVisits(visits, now)) {
    const place = placed(visit.place);
    if (place) points.push({ ...place, id: visit.id, kind: 'visit', visit });
  }
  for (const order of orders) {
    const [place, kind] = [placed(order.place), kindOf(order)];
    if (place && kind) points.push({ ...place, id: order.id, kind, order });
  }
  return points.toSorted((one, other) => mapKinds.indexOf(one.kind) - mapKinds.indexOf(other.kind));
}

const placed = ({ lon, lat }: { lon?: number; lat?: number }) =>
  lon === undefined || lat === undefined ? undefined : project(lon, lat);

/** Of each technician the one that goes on, or the first to come. */
function nextVisits(visits: readonly BoardVisit[], now: number): readonly BoardVisit[] {
  const next = new Map<string, BoardVisit>();
  for (const visit of visits) {
    if (!live.has(visit.status) || Date.parse(visit.finish) <= now) continue;
    const known = next.get(visit.technicianId);
    if (!known || visit.start < known.start) next.set(visit.technicianId, visit);
  }
  return [...next.values()];
}

/** The order that a point leads to; a site leads to none. */
export function orderIdOf(point: MapPoint): string | undefined {
  if ('order' in point) return point.order.id;
  return 'visit' in point ? point.visit.repairOrderId : undefined;
}

/** What a search finds a point by. */
export function wordsOf(point: MapPoint): string {
  if ('site' in point) return `${point.site.name} ${point.site.code} ${point.site.place.locality}`;
  if ('order' in point) return `${point.order.number} ${point.order.place.locality} ${point.order.siteName ?? ''}`;
  return `${point.visit.technicianName ?? ''} ${point.visit.siteName ?? ''} ${point.visit.place.locality}`;
}
