import type { Finer } from './finer.js';
import type { Ties } from './ties.js';
import type { PublishedPlace } from './warm-start.js';

/**
 * A problem as flat arrays, for the search. Nodes are numbered: visits first (a job for two people is two visits), then stock points,
 * then start and end of every route. A route is one shift of one technician.
 */
export interface Instance {
  visits: number;
  stockPoints: number;
  routes: number;
  technicians: number;
  parts: number;
  places: number;
  seconds: Float64Array;
  metres: Float64Array;
  /** Per node. */
  place: Int32Array;
  service: Float64Array;
  open: Float64Array;
  close: Float64Array;
  /** Per visit. */
  jobOf: Int32Array;
  price: Float64Array;
  /** The other half of a visit for two, or -1. */
  partner: Int32Array;
  /** Visits that hang on others; absent = none does. */
  ties: Ties | undefined;
  pinned: Uint8Array;
  /** Parts consumed: visit * parts + part. */
  need: Float64Array;
  /** Stock point * visits + visit: 1 = it has everything that the visit needs. */
  serves: Uint8Array;
  /** Visit * technicians + technician: see `fits`. */
  fit: Uint8Array;
  /** Cost of giving the visit to the technician, apart from travel and time; absent = none anywhere. */
  assign: Float64Array | undefined;
  /** What only a timetable sees, and whether there is anything of it. */
  finer: Finer;
  needsTimetable: boolean;
  /** Where the published plan has the visits, in the order of its starts. */
  published: readonly PublishedPlace[];
  /** How many published visits may change, and which do not count (1); absent = as many as pays. */
  changeLimit: { most: number; isFree: Uint8Array } | undefined;
  /** Visits whose windows the search narrows: they travel with the plan. */
  windowed: Int32Array;
  /** Routes in which visit `v` is tried: from `triedFrom[v]` up to `triedFrom[v + 1]`; all of them where the problem is small. */
  triedFrom: Int32Array;
  tried: Int32Array;
  /** Stops that a route can have at most, start and end included. */
  longest: number;
  /** Per route. */
  technicianOf: Int32Array;
  shiftOf: Int32Array;
  durationFactor: Float64Array;
  perTravelSecond: Float64Array;
  perMetre: Float64Array;
  perWorkSecond: Float64Array;
  perShift: Float64Array;
  /** Routes of equal class are interchangeable while empty. */
  routeClass: Int32Array;
  /** Van stock: technician * parts + part. */
  stock: Float64Array;
  /** Stock points that a technician may use. */
  stockPointsOf: readonly Int32Array[];
}

/** Dearer than anything else: a pinned visit stays, and with it what must come before it. */
export const pricePinned = 1e7;

/** May the technician make the visit? */
export const fits = { never: 0, fromVan: 1, afterRestock: 2 } as const;

export const stockNode = (instance: Instance, stockPoint: number) => instance.visits + stockPoint;
export const startNode = (instance: Instance, route: number) => instance.visits + instance.stockPoints + 2 * route;
export const endNode = (instance: Instance, route: number) => startNode(instance, route) + 1;
