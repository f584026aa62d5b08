import { isoDay } from '../time/zones.js';
import type { BookedTimes } from './booked-times.js';
import type { Network, NetworkSite } from './network.js';
import type { Spot, TravelTimes } from './travel.js';

/** Time of a technician that is taken: a live visit, or what a live offer proposes. */
export interface Booked extends Spot {
  startMs: number;
  finishMs: number;
}

/** Why and when a site is not asked again for an order. */
export interface Refusal {
  status: 'declined' | 'expired' | 'refused' | 'withdrawn';
  untilMs: number;
}

/** Everything that a ranking looks at. The network changes seldom; the rest is read for the order at hand. */
export interface World {
  network: Network;
  travel: TravelTimes;
  /** How many minutes a site may think about an offer of which nothing better is known. */
  offerMinutes: number;
  booked: BookedTimes;
  /** Visits per `siteId` and local day: `<siteId>/<YYYY-MM-DD>`. */
  visitsOfDay: ReadonlyMap<string, number>;
  /** Site -> the refusal of this order that still counts. */
  refusals: ReadonlyMap<string, Refusal>;
  /** Sites that hold a live offer of this order. */
  asked: ReadonlySet<string>;
  /** Part -> site or technician -> pieces available there, of it or of what has taken its place. */
  partsAt: ReadonlyMap<string, ReadonlyMap<string, number>>;
  /** Other unplaced orders that compete for this skill: required level -> how many. */
  competing: ReadonlyMap<number, number>;
}

/** Keys of `visitsOfDay`: asked for at every ranking, and making a text each time takes longer than looking it up. */
const keysOf = new WeakMap<NetworkSite, Map<number, string>>();
const mostKeys = 1_000;

/** Visits of a site on a local day. */
export function visitsOn({ visitsOfDay }: Pick<World, 'visitsOfDay'>, site: NetworkSite, day: number): number {
  let keys = keysOf.get(site);
  if (!keys || keys.size >= mostKeys) keysOf.set(site, (keys = new Map()));
  let key = keys.get(day);
  if (key === undefined) keys.set(day, (key = `${site.id}/${isoDay(day)}`));
  return visitsOfDay.get(key) ?? 0;
}
