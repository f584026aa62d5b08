import type { PartQuantity } from '#common/events/values.js';
import type { NetworkSite } from '../matching/network.js';
import type { OrderToMatch } from '../matching/order-to-match.js';
import type { Spot, TravelTimes } from '../matching/travel.js';
import type { Travel } from '../planning/model/travel.js';
import type { VisitOverride } from '../visits/overrides.js';
import type { HeldPart, PlanStock } from './plan-stock.js';

/** An order as a plan sees it. */
export interface OrderToPlan extends OrderToMatch {
  id: string;
  number: string;
  /** What a visit has missed. */
  partsNeeded?: readonly PartQuantity[];
  /** What inventory has set aside for it. */
  partsHeld?: readonly HeldPart[];
}

/** A booked visit of an order. */
export interface VisitToPlan {
  id: string;
  version: number;
  order: OrderToPlan;
  siteId: string;
  technicianId: string;
  startMs: number;
  finishMs: number;
  /** On the way, on site, or begun: it stays where it is. */
  isUnderWay: boolean;
  /** A person wants it to stay where it is. */
  isPinned?: boolean;
  /** What somebody has allowed it. */
  overrides?: readonly VisitOverride[];
  /** When the technician arrived, or will, as far as he has reported. */
  arrivedMs?: number;
  etaMs?: number;
  /** It stays, and takes place then. */
  pinnedAt?: { startMs: number; finishMs: number };
  /** Booked a moment ago for want of something better: it may go anywhere at no cost. */
  isLoose?: boolean;
}

/** Time that a live offer proposes: it is promised until the answer. */
export interface HeldTime {
  offerId: string;
  technicianId: string;
  startMs: number;
  finishMs: number;
  lon: number;
  lat: number;
}

/** Everything that a plan of some sites and days is made from, as things stand. */
export interface PlanWorld {
  sites: readonly NetworkSite[];
  /** Local days of each site, both included; see `localDay`. */
  firstDay: number;
  lastDay: number;
  nowMs: number;
  /** Visits that begin within this time stay where they are, and nothing new begins before. */
  frozenMs: number;
  /** A booked visit may begin this much earlier or later at no cost; a quarter of an hour unless said. */
  promisedMs?: number;
  travel: TravelTimes;
  /** The same times as a table, where somebody has made one of these places; see `roadsBy`. */
  tableOf?: (spots: readonly Spot[]) => Travel;
  /** The places of that table: a problem whose places begin with them takes it as it is. */
  places?: readonly Spot[];
  visits: readonly VisitToPlan[];
  /** Ready, offered to nobody: own sites may take them. */
  unplaced: readonly OrderToPlan[];
  held: readonly HeldTime[];
  /** Free pieces of the parts in question; without it no part is looked at. */
  stock?: PlanStock;
  /** Visits that count for a site's day and are no part of the plan, as `siteDay` names it. */
  visitsBeside?: ReadonlyMap<string, number>;
}
